import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@siger/contracts';
import { type Arena, withTables } from '../arena/arena.ts';
import { inDatabase } from '../check/collect.ts';
import type { Scenario } from './scenario.ts';

const HOUR_MS = 3_600_000;

/** From one process to three, each of which is restarted while the others work, and back. */
const roll = async (arena: Arena, service: ServiceName): Promise<string> => {
  const [first, ...others] = [0, 1, 2].map((number) => arena.instance(service, number));
  if (!first) throw new Error(`There is no ${service}.`);
  for (const one of others) one.start();
  await Promise.all(others.map((one) => one.untilReady()));
  for (const one of [first, ...others]) {
    const { pid } = one;
    await one.stop();
    one.start();
    await one.untilReady();
    if (one.pid === pid) throw new Error(`${one.name} was not restarted.`);
  }
  for (const one of others) await arena.retire(one);
  return `${service} went to three processes, all three were restarted, and back to one`;
};

/** What operators do, and what happens to them. */
export const operation: readonly Scenario[] = [
  {
    number: 13,
    title: 'every service goes from one process to three, each of which is restarted, and back, all services at once',
    proves: ['I1', 'I4', 'I10'],
    run: async ({ arena, load, proof }) => {
      const before = load.count('ack');
      for (const what of await Promise.all(withTables.map((service) => roll(arena, service)))) proof(what);
      proof(
        `${load.count('ack') - before} requests were acknowledged meanwhile, ${load.count('unknown')} attempts had no answer`,
      );
    },
  },
  {
    number: 17,
    title: 'the database of training is away for five minutes',
    proves: ['I5', 'I7'],
    lasts: 300_000,
    run: async ({ arena, load, lasts, proof }) => {
      await sleep(2_000);
      const before = load.count('ack');
      await arena.trainingWire.close();
      await sleep(lasts);
      const ready = await arena.instance('training').isReady();
      if (ready) throw new Error('Training says that it is ready without its database.');
      await arena.trainingWire.open();
      proof(
        `training was not ready after ${lasts / 1_000} s without its database; ${load.count('ack') - before} requests were acknowledged meanwhile`,
      );
    },
  },
  {
    number: 18,
    title: 'the clock of appraisal is an hour ahead, that of training an hour behind',
    proves: ['I1', 'I4'],
    run: async ({ arena, proof }) => {
      const skews = [
        ['appraisal', HOUR_MS, '>'],
        ['training', -HOUR_MS, '<'],
      ] as const;
      for (const [service, skew] of skews) {
        const instance = arena.instance(service);
        await instance.stop();
        instance.start({ skew });
        await instance.untilReady();
      }
      await sleep(20_000);
      for (const [service, skew, side] of skews) {
        const [wrong] = await inDatabase(arena, 'monitoring', (query) =>
          query<{ n: number }>(
            `SELECT count(*)::int AS n FROM story_events WHERE source = $1 AND occurred_at ${side} now() + make_interval(secs => $2)`,
            [`/siger/${service}`, (skew / 1_000) * 0.9],
          ),
        );
        if (!wrong?.n) throw new Error(`The clock of ${service} was not wrong.`);
        proof(`${wrong.n} events of ${service} say a time that is wrong by about ${skew / HOUR_MS} h`);
      }
    },
  },
];
