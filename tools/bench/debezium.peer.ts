import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { findJava } from '../stack/java.ts';
import { launch } from '../stack/process.ts';
import { freePort } from '../stack/stack.ts';
import type { OwnServers } from '../stack/test-servers.ts';

export const SLOT = 'debezium';

const propertiesOf = (entries: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** The worker: a producer that fills its requests. */
const worker = (servers: OwnServers, port: number) =>
  propertiesOf({
    'bootstrap.servers': servers.brokers.join(','),
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.converters.ByteArrayConverter',
    'offset.storage.file.filename': join(servers.dir, 'debezium.offsets'),
    'offset.flush.interval.ms': 5_000,
    listeners: `HTTP://127.0.0.1:${port}`,
    'plugin.discovery': 'only_scan',
    'producer.acks': 'all',
    'producer.linger.ms': 5,
    'producer.batch.size': 262_144,
    'producer.buffer.memory': 67_108_864,
    'connector.client.config.override.policy': 'All',
  });

/** The connector with its router of outboxes, told to take more at a time than by default. */
const connector = ({ postgres }: OwnServers, database: string, prefix: string) => {
  const { hostname, port, username, password } = new URL(postgres);
  return propertiesOf({
    name: 'outbox',
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    'database.hostname': hostname,
    'database.port': port,
    'database.user': username,
    'database.password': password,
    'database.dbname': database,
    'topic.prefix': 'bench',
    'plugin.name': 'pgoutput',
    'slot.name': SLOT,
    'table.include.list': 'public.outbox',
    'snapshot.mode': 'no_data',
    'binary.handling.mode': 'bytes',
    'tombstones.on.delete': false,
    'max.batch.size': 8_192,
    'max.queue.size': 32_768,
    'poll.interval.ms': 5,
    transforms: 'outbox',
    'transforms.outbox.type': 'io.debezium.transforms.outbox.EventRouter',
    'transforms.outbox.table.field.event.id': 'event_id',
    'transforms.outbox.table.field.event.key': 'key',
    'transforms.outbox.table.field.event.payload': 'payload',
    'transforms.outbox.route.by.field': 'topic',
    'transforms.outbox.route.topic.replacement': `${prefix}\${routedByValue}`,
    'transforms.outbox.table.fields.additional.placement':
      'type:header:ce_type,sequence:header:ce_sequence,correlation_id:header:ce_correlationid',
  });
};

export interface DebeziumProcess {
  readonly log: string;
  alive(): boolean;
  stop(): Promise<void>;
}

/** Debezium in a worker of Kafka Connect, from the slot on that stands in the database. */
export const startDebezium = async (
  servers: OwnServers,
  { jars, database, prefix }: { jars: string; database: string; prefix: string },
): Promise<DebeziumProcess> => {
  const [workerFile, connectorFile] = [join(servers.dir, 'worker.properties'), join(servers.dir, 'connector.properties')];
  writeFileSync(workerFile, worker(servers, await freePort()));
  writeFileSync(connectorFile, connector(servers, database, prefix), { mode: 0o600 });
  const log = join(servers.dir, 'debezium.log');
  const connect = launch({
    name: 'debezium',
    command: findJava().command,
    args: [
      ...['-Xms512m', '-Xmx1g', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', join(jars, 'lib', '*')],
      ...['org.apache.kafka.connect.cli.ConnectStandalone', workerFile, connectorFile],
    ],
    log,
    deathSignal: 'TERM',
  });
  return { log, alive: connect.alive, stop: () => connect.stop('SIGTERM', 10_000) };
};

/** As long as a slot stands, PostgreSQL keeps its log for it. The worker's connection may outlive the worker for a moment. */
export const dropSlot = async (pool: Pool): Promise<void> => {
  await pool.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = $1 AND active', [SLOT]);
  for (let tries = 0; tries < 50; tries += 1) {
    const { rowCount } = await pool.query('SELECT 1 FROM pg_replication_slots WHERE slot_name = $1 AND active', [SLOT]);
    if (!rowCount) break;
    await sleep(100);
  }
  await pool.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1', [SLOT]);
};
