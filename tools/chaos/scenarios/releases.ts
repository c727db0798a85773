import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '../arena/instance.ts';
import { effectsOf } from '../check/collect.ts';
import type { Scenario, Stage } from './scenario.ts';

const LOOK_MS = 6_000;

/** A release without a gap: the new process takes its share before the old one goes. */
const deploy = async ({ arena }: Stage, old: Instance, isNext: boolean): Promise<Instance> => {
  const fresh = arena.instance(old.service, old.number === 0 ? 1 : 0);
  fresh.start({ isNext });
  await fresh.untilReady();
  await sleep(LOOK_MS / 2);
  await arena.retire(old);
  return fresh;
};

/** Two versions at once. */
export const releases: readonly Scenario[] = [
  {
    number: 21,
    title: 'the next release of a consumer comes before that of its producer, and the reverse',
    proves: ['I7', 'I8'],
    run: async (stage) => {
      const { arena, proof } = stage;
      const consumer = await deploy(stage, arena.instance('training'), true);
      await sleep(LOOK_MS);
      proof(`the consumer's next release read ${consumer.readAsNext.old} events of this one`);
      if (consumer.readAsNext.old === 0) throw new Error("The consumer's next release has read nothing.");
      await deploy(stage, arena.instance('appraisal'), true);
      await sleep(LOOK_MS);
      proof(`and ${consumer.readAsNext.new} of the next, with a new field and a new type beside`);
      if (consumer.readAsNext.new === 0) throw new Error("The producer's next release has said nothing.");
      await deploy(stage, consumer, false);
      const before = await effectsOf(arena);
      await sleep(LOOK_MS);
      const made = (await effectsOf(arena)) - before;
      if (made === 0) throw new Error('The consumer of this release has taken nothing of the next.');
      proof(`the consumer of this release answered ${made} events of the next`);
    },
  },
];
