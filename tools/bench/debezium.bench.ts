import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@siger/messaging';
import { asAdmin } from '@siger/messaging/admin';
import { startTestServers, type OwnServers } from '../stack/test-servers.ts';
import { fill, freshOutbox, makeRows, seconds, type OutboxDatabase } from './backlog.ts';
import { SLOT, startDebezium } from './debezium.peer.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts } from './internals.ts';

const BACKLOG = 400_000;
/** What is sent before the measuring begins: the JVM is warm then. */
const WARM = BACKLOG / 5;
const INTERVALS = 5;
const ROUNDS = 5;
const PATIENCE_MS = 180_000;

type Progress = (what: string) => void;

/** Rates of the intervals of one backlog; a start for each would take longer than all of them. */
const ratesOfDebezium = async (servers: OwnServers, { name }: OutboxDatabase, progress: Progress): Promise<number[]> => {
  const prefix = `debezium${Date.now()}.`;
  await createTopics([...servers.brokers], prefix);
  const topic = `${prefix}training.events`;
  const arrived = () =>
    asAdmin({ brokers: servers.brokers, security: undefined }, 'bench', async (admin) =>
      (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0),
    );
  const debezium = await startDebezium(servers, name, prefix, progress);
  try {
    const marks: { at: number; count: number }[] = [];
    const deadline = performance.now() + PATIENCE_MS;
    for (let count = 0; count < BACKLOG; await sleep(50)) {
      if (!debezium.alive() || performance.now() > deadline)
        throw new Error(`Debezium has sent ${count} of ${BACKLOG} events:\n${readFileSync(debezium.log, 'utf8').slice(-3_000)}`);
      count = await arrived();
      const due = WARM + (marks.length * (BACKLOG - WARM)) / INTERVALS;
      if (count >= due) marks.push({ at: performance.now(), count });
    }
    return marks.slice(1).map(({ at, count }, n) => {
      const before = marks[n] ?? { at: NaN, count: NaN };
      return ((count - before.count) * 1000) / (at - before.at);
    });
  } finally {
    await debezium.stop();
  }
};

/** The relay on the same rows: before each round it is put back behind none of them. */
const ratesOfRelay = async (servers: OwnServers, { pool }: OutboxDatabase, before: string, progress: Progress) => {
  const parts = await messagingParts();
  parts.useEncoder('own');
  const prefix = `relay${Date.now()}.`;
  await createTopics([...servers.brokers], prefix);
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(
      round === 0 ? "relay on Debezium's backlog, warming up" : `relay on Debezium's backlog, round ${round} of ${ROUNDS}`,
    );
    await pool.query('UPDATE outbox_cursor SET s_prev = $1::pg_snapshot, s_now = NULL, last_id = 0', [before]);
    const sender = new parts.Sender({ kafka: parts.kafkaClient({ brokers: servers.brokers, clientId: 'bench' }), prefix });
    const relay = new parts.Relay({ pool: () => pool, sender });
    const took = await seconds(async () => {
      relay.start();
      await relay.drain(PATIENCE_MS);
    });
    if (round > 0) rates.push(BACKLOG / took);
  }
  return rates;
};

/** The relay against Debezium, tuned, on servers of their own: Debezium wants a log with more in it than anybody else needs. */
export const benchDebezium = async (progress: Progress): Promise<Figure[]> => {
  progress('servers for Debezium');
  const servers = await startTestServers({ durable: true, logical: true });
  try {
    const database = await freshOutbox(servers.postgres);
    const { pool } = database;
    await pool.query('CREATE PUBLICATION dbz_publication FOR TABLE outbox');
    await pool.query(`SELECT pg_create_logical_replication_slot('${SLOT}', 'pgoutput')`);
    const { rows } = await pool.query<{ before: string }>('SELECT s_prev::text AS before FROM outbox_cursor');
    progress('backlog for Debezium');
    await fill(pool, makeRows(await messagingParts()), BACKLOG);
    progress('Debezium');
    const theirs = await ratesOfDebezium(servers, database, progress);
    const ours = await ratesOfRelay(servers, database, String(rows[0]?.before), progress);
    await pool.query(`SELECT pg_drop_replication_slot('${SLOT}')`);
    await database.drop();
    const ratios = ours.map((rate) => rate / median(theirs));
    return [
      {
        name: 'relay : Debezium with larger batches',
        value: median(ratios),
        unit: '',
        atLeast: 2.2,
        detail: `${spread(ratios)}; one backlog of ${BACKLOG} events each, Debezium's in ${INTERVALS} intervals behind its first fifth`,
      },
      { name: 'Debezium with larger batches', value: median(theirs), unit: 'ev/s', detail: spread(theirs) },
    ];
  } finally {
    await servers.stop();
  }
};
