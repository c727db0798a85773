import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appraisalCompleted, fact } from '@siger/contracts';
import { messagingMigrations } from '@siger/messaging';
import type { Admin } from 'kafkajs';
import pg from 'pg';
import type { MessagingParts } from './internals.ts';
import { passingPool } from './pool.ts';

export const EVENTS = 100_000;
export const KEYS = 5_000;
export const BATCH = 500;
const COLUMNS = ['eventId', 'type', 'topic', 'key', 'sequence', 'correlationId', 'part', 'hdr', 'payload'] as const;

export type Row = ReturnType<MessagingParts['stamped']>;

export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

/** Events of about 500 bytes over 5,000 aggregates, as the outbox holds them. */
export const makeRows = ({ stamped }: MessagingParts): Row[] =>
  Array.from({ length: KEYS }, (_, n) => {
    const key = randomUUID();
    const data = { ...appraisalCompleted.example, appraisalId: key, services: [], behaviours: [], results: [] };
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    return stamped(fact(appraisalCompleted, data), {
      key,
      sequence: n + 1,
      service: 'appraisal',
      context: { correlationId: key, language: 'id', traceparent },
    });
  });

/** Row `n` of as many as are wanted. */
export const rowAt = (rows: readonly Row[], n: number): Row => rows[n % rows.length] as Row;

export const fill = async (pool: pg.Pool, rows: readonly Row[], events = EVENTS): Promise<void> => {
  for (let from = 0; from < events; from += BATCH) {
    const part = Array.from({ length: BATCH }, (_, n) => rowAt(rows, from + n));
    await pool.query(
      `INSERT INTO outbox (event_id, type, topic, key, sequence, correlation_id, part, hdr, payload)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::smallint[], $8::bytea[], $9::bytea[])`,
      COLUMNS.map((column) => part.map((row) => row[column])),
    );
  }
};

/** The topic of all these rows. */
export const TOPIC = appraisalCompleted.topic;
/** How many records a topic has had; one that was made just now has no leader yet. */
export const arrivedOn = async (admin: Admin, topic: string): Promise<number> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
    } catch (error) {
      if (tries === 50) throw error;
      await sleep(100);
    }
  }
};

export interface OutboxDatabase {
  readonly pool: pg.Pool;
  readonly name: string;
  drop(): Promise<void>;
}

/** A database with the tables of the messaging, and what the names of the run's own tables are. */
export const freshOutbox = async (admin: string): Promise<OutboxDatabase> => {
  const name = `bench_${Date.now()}`;
  const client = new pg.Client({ connectionString: admin });
  // Whatever fails next is told by who asked; a server that is stopped must not end the whole run.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  const pool = passingPool(admin.replace(/\/postgres$/, `/${name}`), 8);
  for (const Migration of messagingMigrations) await new Migration().up({ query: (text: string) => pool.query(text) } as never);
  const drop = async () => {
    await pool.end();
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  };
  return { pool, name, drop };
};
