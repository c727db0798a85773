import { setTimeout as sleep } from 'node:timers/promises';
import { effectsOf, inDatabase } from '../check/collect.ts';
import type { Scenario } from './scenario.ts';

const SESSION_MS = 30_000;

/** What stands still, and goes on as if no time had passed. */
export const pauses: readonly Scenario[] = [
  {
    number: 7,
    title: 'the broker stands still for 45 s',
    proves: ['I1', 'I4', 'I10'],
    run: async ({ arena, load, proof }) => {
      const { pid } = arena.cluster.broker();
      await sleep(2_000);
      process.kill(pid, 'SIGSTOP');
      const before = load.count('ack');
      await sleep(45_000);
      process.kill(pid, 'SIGCONT');
      proof(`the broker (pid ${pid}) stood still for 45 s, while ${load.count('ack') - before} requests were acknowledged`);
      await sleep(4_000);
    },
  },
  {
    number: 12,
    title: 'a consumer stands still past its session, a second one takes over, the first goes on',
    proves: ['I1', 'I8'],
    run: async ({ arena, proof }) => {
      const [first, second] = [arena.instance('training'), arena.instance('training', 1)];
      first.failpoint.arm('before-slice', 'stop', 2);
      const what = await first.failpoint.hit(30_000);
      second.start();
      await sleep(SESSION_MS + 6_000);
      const before = await effectsOf(arena);
      await sleep(4_000);
      const made = (await effectsOf(arena)) - before;
      if (made === 0) throw new Error('The second consumer has not taken over.');
      proof(`${first.name} (pid ${first.pid}) stood still at ${what}; ${second.name} had ${made} effects in 4 s`);
      first.signal('SIGCONT');
      await sleep(8_000);
    },
  },
  {
    number: 22,
    title: 'two relays hold one shard: the first stands still past its lease before it sends',
    proves: ['I4', 'I6'],
    run: async ({ arena, proof }) => {
      const [first, second] = [arena.instance('appraisal'), arena.instance('appraisal', 1)];
      second.start();
      await second.untilReady();
      const holder = await inDatabase(arena, 'appraisal', (query) =>
        query<{ o: string }>('SELECT lease_owner AS o FROM outbox_cursor'),
      );
      first.failpoint.arm('before-send', 'stop', 1);
      const what = await first.failpoint.hit(30_000);
      await sleep(22_000);
      const after = await inDatabase(arena, 'appraisal', (query) =>
        query<{ o: string }>('SELECT lease_owner AS o FROM outbox_cursor'),
      );
      if (after[0]?.o === holder[0]?.o) throw new Error('Nobody has taken the lease over.');
      proof(`${first.name} (pid ${first.pid}) stood still at ${what}; the lease went from ${holder[0]?.o} to ${after[0]?.o}`);
      first.signal('SIGCONT');
      await sleep(4_000);
    },
  },
];
