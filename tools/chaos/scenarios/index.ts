import { disks } from './disks.ts';
import { disorder } from './disorder.ts';
import { kills } from './kills.ts';
import { operation } from './operation.ts';
import { pauses } from './pauses.ts';
import { records } from './records.ts';
import { releases } from './releases.ts';
import type { Scenario } from './scenario.ts';
import { wires } from './wires.ts';

/** By their numbers in the design's table. */
export const scenarios: readonly Scenario[] = [
  ...kills,
  ...pauses,
  ...wires,
  ...records,
  ...disorder,
  ...disks,
  ...operation,
  ...releases,
].sort((a, b) => a.number - b.number);
