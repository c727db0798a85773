import { around, built } from './seams.ts';

/** Rules of the machinery, broken on purpose: each has a scenario that has to notice. */
export const mutants = {
  /** Sends overlap on one idempotent producer; noticed by scenario 10. */
  'overlapping-sends': async () => {
    await around(
      'relaySend',
      () =>
        async function (session, rows, signal, sent) {
          const deliver = (row: unknown) => this.options.sender.send([row]) as Promise<void>;
          await this.options.sender.deliver(rows.slice(0, 1), signal, () => Promise.resolve());
          await Promise.all((rows.slice(1) as unknown[]).map(deliver));
          const last = rows.at(-1) as { id: string } | undefined;
          if (last && sent) await sent(last.id);
        },
    );
  },
  /** The cursor is the largest id that was seen, so what commits late is passed by; noticed by scenario 20. */
  'id-after-last': async () => {
    const last = new WeakMap<object, string>();
    await around(
      'fresh',
      () =>
        async function (limit) {
          const text = `SELECT id, topic, key, hdr, payload, part, pg_current_snapshot()::text AS now FROM outbox
        WHERE part % $1 = $2 AND id > $3::bigint ORDER BY id LIMIT $4`;
          const known = last.get(this);
          const start =
            known ?? (await this.rows({ text: 'SELECT coalesce(max(id), 0)::text AS id FROM outbox', values: [] }))[0]?.id;
          const rows = (await this.rows({ text, values: [this.shard.of, this.shard.index, start, limit] })) as { id: string }[];
          last.set(this, rows.at(-1)?.id ?? start);
          return rows;
        },
    );
  },
  /** The place in the log is durable before the effect is; noticed by scenario 5. */
  'offset-before-effect': async () => {
    const { inTransaction } = (await built('service/index')) as {
      inTransaction: <T>(db: unknown, work: (manager: unknown) => Promise<T>) => Promise<T>;
    };
    const { takeFresh } = (await built('messaging/inbox/inbox')) as {
      takeFresh: (manager: unknown, place: unknown, items: unknown, next: number) => Promise<{ items: unknown[] }>;
    };
    await around(
      'transact',
      () =>
        async function (place, items, next, effect) {
          const fresh = await inTransaction(this.dataSource, (manager) => takeFresh(manager, place, items, next));
          if (fresh.items.length) await inTransaction(this.dataSource, (manager) => effect(manager, fresh) as Promise<void>);
        },
    );
  },
} as const;
export type Mutant = keyof typeof mutants;
