import { setTimeout as sleep } from 'node:timers/promises';
import { killedAt, type Scenario } from './scenario.ts';

/** Processes that die at the worst moment. */
export const kills: readonly Scenario[] = [
  {
    number: 1,
    title: 'kill -9 of appraisal between COMMIT and the answer',
    proves: ['I1', 'I3'],
    run: killedAt('appraisal', 'commit-before-reply'),
  },
  {
    number: 2,
    title: 'kill -9 of the relay after the acknowledgement, before its cursor moves',
    proves: ['I1', 'I4', 'I6'],
    run: killedAt('appraisal', 'after-ack-before-cursor'),
  },
  {
    number: 3,
    title: 'kill -9 of the relay while it sends',
    proves: ['I1', 'I4', 'I6'],
    run: killedAt('appraisal', 'during-send'),
  },
  {
    number: 4,
    title: 'kill -9 of training after its effect, before the offset is committed',
    proves: ['I1', 'I8'],
    run: killedAt('training', 'after-effect-before-offset'),
  },
  {
    number: 5,
    title: 'kill -9 of training inside the transaction',
    proves: ['I1', 'I2'],
    run: killedAt('training', 'inside-transaction'),
  },
  {
    number: 6,
    title: 'kill -9 of the broker, back after 20 s (a single broker)',
    proves: ['I1', 'I4', 'I5', 'I10'],
    run: async ({ arena, proof }) => {
      const { kafka } = arena;
      if (!kafka) throw new Error('There is no broker.');
      await sleep(2_000);
      await kafka.kill9();
      const { signal } = await kafka.exited;
      if (signal !== 'SIGKILL') throw new Error(`The broker ended by ${signal}.`);
      proof(`the broker (pid ${kafka.pid}) ended by ${signal}`);
      await sleep(20_000);
      await arena.startKafka();
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
