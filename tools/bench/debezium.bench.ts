import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@siger/messaging';
import { asAdmin } from '@siger/messaging/admin';
import type { OwnServers } from '../stack/test-servers.ts';
import { arrivedOn, fill, freshOutbox, makeRows, TOPIC, type OutboxDatabase } from './backlog.ts';
import { fetchDebezium, findJava } from '../stack/java.ts';
import { StackFault } from '../stack/stack.ts';
import { type DebeziumProcess, dropSlot, SLOT, startDebezium } from './debezium.peer.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts, type MessagingParts } from './internals.ts';

/** What is measured, of either. */
const MEASURED = 400_000;
/** What Debezium sends before: a JVM grows faster for some ten seconds. */
const WARM = 400_000;
const BACKLOG = WARM + MEASURED;
/** What the relay sends before: it has looked for where its window begins. */
const BEGINNING = MEASURED / 5;
const INTERVALS = 5;
const ROUNDS = 5;
const PATIENCE_MS = 180_000;

type Progress = (what: string) => void;

/** When the topic had so many more of its records, once for each interval behind what warms it. */
const watchArrivals = (servers: OwnServers, topic: string, debezium: DebeziumProcess) =>
  asAdmin({ brokers: servers.brokers, security: undefined }, 'bench', async (admin) => {
    const marks: { at: number; count: number }[] = [];
    const deadline = performance.now() + PATIENCE_MS;
    for (let count = 0; count < BACKLOG; await sleep(50)) {
      if (!debezium.alive() || performance.now() > deadline)
        throw new Error(`Debezium has sent ${count} of ${BACKLOG} events:\n${readFileSync(debezium.log, 'utf8').slice(-3_000)}`);
      count = await arrivedOn(admin, topic);
      const due = WARM + (marks.length * MEASURED) / INTERVALS;
      if (count >= due) marks.push({ at: performance.now(), count });
    }
    return marks;
  });

/** Rates of the intervals of one backlog; a start for each would take longer than all of them. */
const ratesOfDebezium = async (servers: OwnServers, { name }: OutboxDatabase, jars: string): Promise<number[]> => {
  const prefix = `debezium${Date.now()}.`;
  await createTopics([...servers.brokers], prefix);
  const debezium = await startDebezium(servers, { jars, database: name, prefix });
  try {
    const marks = await watchArrivals(servers, `${prefix}${TOPIC}`, debezium);
    return marks.slice(1).map(({ at, count }, n) => {
      const before = marks[n] ?? { at: NaN, count: NaN };
      return ((count - before.count) * 1000) / (at - before.at);
    });
  } finally {
    await debezium.stop();
  }
};

/** Seconds since the relay had sent the beginning. */
const watchSent = (sender: InstanceType<MessagingParts['Sender']>) => {
  const { deliver } = sender;
  let [sent, warm] = [0, NaN];
  sender.deliver = async (rows, ...more) => {
    await deliver.call(sender, rows, ...more);
    sent += rows.length;
    if (sent >= BEGINNING && Number.isNaN(warm)) warm = performance.now();
  };
  return () => (performance.now() - warm) / 1000;
};

/** The relay on the same rows: before each round it is put back before them. */
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
    const sinceWarm = watchSent(sender);
    relay.start();
    await relay.drain(PATIENCE_MS);
    if (round > 0) rates.push((MEASURED - BEGINNING) / sinceWarm());
  }
  return rates;
};

const compare = async (servers: OwnServers, database: OutboxDatabase, jars: string, progress: Progress): Promise<Figure[]> => {
  const { pool } = database;
  await pool.query('CREATE PUBLICATION dbz_publication FOR TABLE outbox');
  await pool.query(`SELECT pg_create_logical_replication_slot('${SLOT}', 'pgoutput')`);
  try {
    progress('backlog for Debezium');
    const rows = makeRows(await messagingParts());
    await fill(pool, rows, WARM);
    const { rows: snapshots } = await pool.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now');
    await fill(pool, rows, MEASURED);
    progress('Debezium');
    const theirs = await ratesOfDebezium(servers, database, jars);
    const ours = await ratesOfRelay(servers, database, String(snapshots[0]?.now), progress);
    const ratios = ours.map((rate) => rate / median(theirs));
    const how = `the same ${MEASURED} events, of which the relay's first fifth does not count; Debezium's in ${INTERVALS} intervals, behind ${WARM} others`;
    return [
      {
        name: 'relay : Debezium with larger batches',
        value: median(ratios),
        unit: '',
        atLeast: 2.2,
        detail: `${spread(ratios)}; ${how}`,
      },
      { name: "relay on Debezium's backlog", value: median(ours), unit: 'ev/s', detail: spread(ours) },
      {
        name: 'Debezium with larger batches',
        value: median(theirs),
        unit: 'ev/s',
        detail: `${spread(theirs)}, one after the other: ${theirs.map((rate) => Math.round(rate)).join(', ')}`,
      },
    ];
  } finally {
    await dropSlot(pool);
  }
};

/** The jars, or nothing where this machine cannot have them: the other rows are measured all the same. */
export const jarsOfDebezium = async (progress: Progress): Promise<string | undefined> => {
  try {
    findJava();
    return await fetchDebezium(progress);
  } catch (error) {
    if (!(error instanceof StackFault)) throw error;
    // Behind the reason stands what else could be done, which is about Kafka.
    const [reason] = error.message.split(/:\s/, 1);
    console.error(`Debezium is not measured: ${reason}.`);
    return undefined;
  }
};

/** The relay against Debezium, tuned, which wants a log with more in it than anybody else needs. */
export const benchDebezium = async (servers: OwnServers, jars: string, progress: Progress): Promise<Figure[]> => {
  const database = await freshOutbox(servers.postgres);
  const figures = await compare(servers, database, jars, progress);
  await database.drop();
  return figures;
};
