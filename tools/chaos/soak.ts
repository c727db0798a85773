import { setTimeout as sleep } from 'node:timers/promises';
import { invariants } from './check/invariants.ts';
import { scenarios } from './scenarios/index.ts';
import { between, type Scenario } from './scenarios/scenario.ts';

/** Scenarios that leave the stack as they found it, so that they can be mixed and repeated: one at a time, and torn wires beside it. */
const MIXED = new Set([1, 2, 3, 4, 5, 7, 8, 15]);
const BESIDE = new Set([9, 10]);

/** Faults at random on one stack for so many minutes, judged at its end. */
export const soakOf = (minutes: number): Scenario => ({
  number: 0,
  title: `faults at random for ${minutes} minutes`,
  proves: invariants,
  lasts: minutes * 60_000,
  run: async (stage) => {
    const { chance, arena, proof } = stage;
    const [mixed, beside] = [MIXED, BESIDE].map((numbers) => scenarios.filter(({ number }) => numbers.has(number)));
    for (const until = Date.now() + minutes * 60_000; Date.now() < until;) {
      const faults = [chance.pick(mixed ?? []), ...(chance.next() < 0.5 ? [chance.pick(beside ?? [])] : [])];
      proof(`now ${faults.map(({ number, title }) => `${number} (${title})`).join(' and ')}`);
      await Promise.all(faults.map((fault) => fault.run(stage)));
      await arena.heal();
      await between(chance, 1_000, 4_000);
      await Promise.all(arena.instances.map((instance) => instance.untilReady()));
    }
    await sleep(2_000);
  },
});
