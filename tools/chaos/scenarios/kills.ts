import { setTimeout as sleep } from 'node:timers/promises';
import { coordinatorOf, effectsOf } from '../check/collect.ts';
import { between, killedAt, type Scenario } from './scenario.ts';

/** Processes that die at the worst moment. */
export const kills: readonly Scenario[] = [
  {
    number: 1,
    title: 'kill -9 of appraisal between COMMIT and the answer',
    proves: ['I1', 'I3'],
    run: killedAt('appraisal', 'commit-before-reply', 3),
  },
  {
    number: 2,
    title: 'kill -9 of the relay after the acknowledgement, before its cursor moves',
    proves: ['I1', 'I4', 'I6'],
    run: killedAt('appraisal', 'after-ack-before-cursor', 3),
  },
  {
    number: 3,
    title: 'kill -9 of the relay while it sends',
    proves: ['I1', 'I4', 'I6'],
    run: killedAt('appraisal', 'during-send', 3),
  },
  {
    number: 4,
    title: 'kill -9 of training after its effect, before the offset is committed',
    proves: ['I1', 'I8'],
    run: killedAt('training', 'after-effect-before-offset', 2),
  },
  {
    number: 5,
    title: 'kill -9 of training inside the transaction',
    proves: ['I1', 'I2'],
    run: killedAt('training', 'inside-transaction', 2),
  },
  {
    number: 6,
    title: 'kill -9 of the leader among three brokers, back after 20 s; then of all three at once',
    proves: ['I1', 'I4', 'I5', 'I10'],
    ground: { brokers: 3 },
    run: async ({ arena, load, chance, proof }) => {
      const { cluster } = arena;
      const leader = await coordinatorOf(arena);
      await between(chance, 500, 2_000);
      const [before, effects] = [load.count('ack'), await effectsOf(arena)];
      const [pid] = await cluster.kill([leader]);
      await sleep(20_000);
      const made = (await effectsOf(arena)) - effects;
      if (made === 0) throw new Error('Nothing came through with two brokers of three.');
      proof(
        `broker ${leader} (pid ${pid}), which led the groups, was killed for 20 s: ${load.count('ack') - before} requests were acknowledged and ${made} had their effect meanwhile`,
      );
      await cluster.start([leader]);
      await sleep(5_000);
      proof(`all brokers (pids ${(await cluster.kill()).join(', ')}) were killed at once`);
      await between(chance, 4_000, 8_000);
      await cluster.start();
      await sleep(4_000);
    },
  },
  {
    number: 8,
    title: 'kill -9 of PostgreSQL, of all services at once',
    proves: ['I1', 'I3', 'I5'],
    run: async ({ arena, chance, proof }) => {
      for (let n = 0; n < 2; n += 1) {
        const { postgres } = arena;
        if (!postgres) throw new Error('There is no PostgreSQL.');
        await sleep(chance.whole(2_000, 4_000));
        await postgres.kill9();
        const { signal } = await postgres.exited;
        if (signal !== 'SIGKILL') throw new Error(`PostgreSQL ended by ${signal}.`);
        proof(`PostgreSQL (pid ${postgres.pid}) ended by ${signal}`);
        await sleep(chance.whole(500, 4_000));
        await arena.startPostgres();
        await Promise.all(arena.instances.map((instance) => instance.untilReady()));
      }
    },
  },
];
