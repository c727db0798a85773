import { kills } from './kills.ts';
import { pauses } from './pauses.ts';
import type { Scenario } from './scenario.ts';
import { wires } from './wires.ts';

/** By their numbers in the design's table; a number that is missing here is not built yet. */
export const scenarios: readonly Scenario[] = [...kills, ...pauses, ...wires].sort((a, b) => a.number - b.number);
