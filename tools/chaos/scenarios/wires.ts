import { setTimeout as sleep } from 'node:timers/promises';
import { inDatabase } from '../check/collect.ts';
import type { Scenario } from './scenario.ts';

const required = (count: number, what: string): string => {
  if (count === 0) throw new Error(`The fault did not happen: no ${what}.`);
  return `${count} ${what}`;
};

/** Networks that lose, tear and delay. */
export const wires: readonly Scenario[] = [
  {
    number: 9,
    title: 'connections to PostgreSQL are torn before and after COMMIT',
    proves: ['I3'],
    run: async ({ arena, chance, proof }) => {
      const cuts = { 'before-commit': 0, 'after-commit': 0 };
      arena.cutCommit = () => {
        if (chance.next() > 0.08) return null;
        const cut = chance.next() < 0.5 ? 'before-commit' : 'after-commit';
        cuts[cut] += 1;
        return cut;
      };
      await sleep(25_000);
      arena.cutCommit = () => null;
      proof(required(cuts['before-commit'], 'transactions torn before their COMMIT'));
      proof(required(cuts['after-commit'], 'transactions torn before the answer to their COMMIT'));
    },
  },
  {
    number: 10,
    title: 'acknowledgements of the broker are lost',
    proves: ['I1', 'I4', 'I6'],
    run: async ({ arena, chance, proof }) => {
      const before = arena.cluster.counts('cuts');
      arena.cutAnswer = () => chance.next() < 0.15;
      await sleep(25_000);
      arena.cutAnswer = () => false;
      proof(required(arena.cluster.counts('cuts') - before, 'answers to Produce cut, their records written'));
    },
  },
  {
    number: 11,
    title: 'two seconds of latency and 30 % resets to the broker for two minutes',
    proves: ['I1', 'I5'],
    run: async ({ arena, proof }) => {
      const { cluster } = arena;
      const [resets, delayed] = [cluster.counts('resets'), cluster.counts('delayed')];
      for (const wire of cluster.wires) {
        wire.toxics = { latency: 2_000, jitter: 200, resets: 0.3 };
        wire.reset();
      }
      await sleep(120_000);
      for (const wire of cluster.wires) wire.toxics = {};
      proof(required(cluster.counts('resets') - resets, 'connections reset'));
      proof(required(cluster.counts('delayed') - delayed, 'portions delayed'));
    },
  },
  {
    number: 20,
    title: 'a transaction stays open for ten minutes in another database of the cluster',
    proves: ['I5'],
    lasts: 600_000,
    run: async ({ arena, lasts, proof }) => {
      await inDatabase(arena, 'postgres', async (query) => {
        await query('BEGIN');
        const [open] = await query<{ x: string }>('SELECT pg_current_xact_id()::text AS x');
        await sleep(lasts);
        const [still] = await query<{ x: string; xmin: string }>(
          'SELECT pg_current_xact_id()::text AS x, pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
        );
        if (still?.x !== open?.x) throw new Error('The transaction did not stay open.');
        const published = await inDatabase(arena, 'appraisal', async (outbox) =>
          outbox<{ n: number }>(
            `SELECT count(*)::int AS n FROM outbox o, outbox_cursor c WHERE o.created_at > now() - interval '30 s' AND pg_visible_in_snapshot(o.xid, c.s_prev)`,
          ),
        );
        if (!published[0]?.n) throw new Error('The relay stalled behind a transaction of another database.');
        proof(
          `transaction ${open?.x} stayed open for ${lasts / 1_000} s (xmin ${still?.xmin}); ${published[0].n} events of the last 30 s were sent behind it`,
        );
        await query('COMMIT');
      });
    },
  },
];
