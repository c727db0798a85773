import { kills } from './kills.ts';
import { operation } from './operation.ts';
import { pauses } from './pauses.ts';
import { records } from './records.ts';
import type { Scenario } from './scenario.ts';
import { wires } from './wires.ts';

/** By their numbers in the design's table; a number that is missing here is not built yet. */
export const scenarios: readonly Scenario[] = [...kills, ...operation, ...pauses, ...records, ...wires].sort(
  (a, b) => a.number - b.number,
);
