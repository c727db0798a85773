import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, securityOptions } from '@siger/messaging/admin';
import { Kafka, logLevel } from 'kafkajs';
import { messageOf, StackFault } from './faults.ts';
import { fetchKafka, findJava, type Java } from './java.ts';
import { administratorOf, certificateIn, securityProperties } from './kafka-security.ts';
import { freePort } from './ports.ts';
import type { Server } from './postgres.ts';
import { endOrphan, launch, type Running, writeWhole } from './process.ts';

export interface KafkaOptions {
  /** Folder of its own; the log lies in `<dir>/log`. */
  readonly dir: string;
  readonly port: number;
  /** The port after the broker's when absent. */
  readonly controllerPort?: number;
  readonly log?: string;
  readonly pidFile?: string;
  readonly heapMb?: number;
  /** What clients are told, where a proxy stands before the broker. */
  readonly advertisedPort?: number;
  /** One of several brokers, each a controller too; alone when absent. */
  readonly member?: Member;
  /** With it the broker is as in production: TLS, everybody has a name and a password, and may do what was granted. Else it is open. */
  readonly secure?: BrokerSecurity;
  /** Told when something slow happens, such as the first download. */
  readonly say?: (line: string) => void;
}

/** A broker's part in a cluster: three copies of everything, of which two have to be written. */
export interface Member {
  readonly id: number;
  /** The same 16 random bytes for all, base64url. */
  readonly clusterId: string;
  /** Of all members in the order of their ids, from 1. */
  readonly controllerPorts: readonly number[];
}

export interface BrokerSecurity {
  /** Of the administrator. */
  readonly password: string;
  /** Where the broker's certificate is kept, beside its private key. */
  readonly tls: string;
}

export interface Broker extends Server {
  readonly brokers: readonly string[];
}

/** Cheap start and little memory matter more here than the last tenth of throughput. */
const jvm = (heapMb: number): string[] => [
  '-Xms64m',
  `-Xmx${heapMb}m`,
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xshare:auto',
];
const logging = ['warn', 'showDateTime=true', 'dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS'].map((entry, index) =>
  index === 0 ? `-Dorg.slf4j.simpleLogger.defaultLogLevel=${entry}` : `-Dorg.slf4j.simpleLogger.${entry}`,
);

const properties = (
  { dir, port, advertisedPort = port, member }: KafkaOptions,
  controllerPort: number,
  security: Readonly<Record<string, string>>,
): string => {
  const copies = member ? 3 : 1;
  const controllers = member?.controllerPorts ?? [controllerPort];
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': member?.id ?? 1,
    'controller.quorum.voters': controllers.map((at, index) => `${index + 1}@127.0.0.1:${at}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: `CLIENTS://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${advertisedPort}`,
    'inter.broker.listener.name': 'CLIENTS',
    'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(dir, 'log'),
    'auto.create.topics.enable': false,
    'num.partitions': 12,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // A broker that was killed comes back in 5 s instead of 13; for a single node only.
    ...(member ? { 'min.insync.replicas': 2 } : { 'broker.session.timeout.ms': 2000, 'broker.heartbeat.interval.ms': 500 }),
    'log.cleaner.dedupe.buffer.size': 2_097_152,
    'num.network.threads': 2,
    'num.io.threads': 2,
    'log.segment.bytes': 16_777_216,
    ...security,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
};

/** 16 random bytes; not with a leading dash, which the formatting tool takes for an option. */
export function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

interface Place {
  readonly java: Java;
  readonly classpath: string;
  readonly config: string;
}

/** Formats the log folder unless that was completed before: the mark is written last, and a folder without it is built anew. */
function prepare(options: KafkaOptions, controllerPort: number, java: Java, jars: string): Place {
  const { dir, secure } = options;
  const mark = join(dir, 'complete');
  const whole = existsSync(mark);
  if (!whole) rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const config = join(dir, 'server.properties');
  const security = secure ? securityProperties(certificateIn(secure.tls, java), secure.password) : {};
  writeWhole(config, properties(options, controllerPort, security), 0o600);
  const classpath = join(jars, 'lib', '*');
  if (!whole) {
    const id = options.member?.clusterId ?? clusterId();
    const args = [...jvm(64), ...logging, '-cp', classpath, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', config];
    const { status, stdout, stderr } = spawnSync(java.command, args, { encoding: 'utf8' });
    if (status !== 0) throw new StackFault(`Kafka could not format ${dir}:\n${stdout}${stderr}`);
    writeWhole(mark, `${id}\n`);
  }
  return { java, classpath, config };
}

const start = (place: Place, options: KafkaOptions, more: readonly string[]): Running =>
  launch({
    name: 'kafka',
    command: place.java.command,
    args: [...jvm(options.heapMb ?? 256), ...more, ...logging, '-cp', place.classpath, 'kafka.Kafka', place.config],
    deathSignal: 'TERM',
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.pidFile === undefined ? {} : { pidFile: options.pidFile }),
  });

const tail = (log: string | undefined): string =>
  log && existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-8).join('\n') : '';

/** Resolves when the cluster names a controller and at least one broker. */
export async function untilAnswered(
  { brokers, security }: Connection,
  timeoutMs = 60_000,
  alive = (): boolean => true,
): Promise<void> {
  const client = new Kafka({
    brokers: [...brokers],
    ...securityOptions(security),
    clientId: 'stack',
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_500,
    retry: { retries: 0 },
  });
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const admin = client.admin();
    try {
      await admin.connect();
      const cluster = await admin.describeCluster();
      if (cluster.brokers.length > 0 && cluster.controller !== null) return;
    } catch (error) {
      if (Date.now() > deadline) throw new StackFault(`Kafka at ${brokers.join(',')} does not answer: ${messageOf(error)}`);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    if (!alive()) throw new StackFault('Kafka ended while starting.');
    await sleep(60);
  }
}

/**
 * A class archive of this JVM for these jars, made once by a broker that starts and stops: it halves every later start.
 * Nothing depends on it, so a failure here only means the slower start.
 */
async function archiveOf(java: Java, jars: string, say: (line: string) => void): Promise<string[]> {
  const archive = join(jars, `classes-tls-${java.build}.jsa`);
  if (!existsSync(archive)) {
    say('preparing a class archive for faster starts of Kafka (once)');
    const dir = mkdtempSync(join(tmpdir(), 'siger-kafka-'));
    const half = `${archive}.${process.pid}`;
    try {
      // Of a secured broker, whose classes are those of an open one and more.
      const secure = { password: 'archive', tls: join(dir, 'tls') };
      const options = { dir: join(dir, 'kafka'), port: await freePort(), secure };
      const broker = start(prepare(options, await freePort(), java, jars), options, [`-XX:ArchiveClassesAtExit=${half}`]);
      const connection = { brokers: [`127.0.0.1:${options.port}`], security: administratorOf(secure.tls, secure.password) };
      await untilAnswered(connection, 30_000, () => broker.alive()).finally(() => broker.stop('SIGTERM', 20_000));
      renameSync(half, archive);
    } catch {
      return [];
    } finally {
      rmSync(dir, { recursive: true, force: true });
      rmSync(half, { force: true });
    }
  }
  return [`-XX:SharedArchiveFile=${archive}`];
}

/** Starts one broker and controller in `dir`, first ending one that an earlier run left there, and waits for its answer. */
export async function startKafka(options: KafkaOptions): Promise<Broker> {
  const say = options.say ?? (() => undefined);
  const java = findJava();
  if (options.pidFile !== undefined) await endOrphan(options.pidFile, options.dir, 'SIGTERM');
  const jars = await fetchKafka(say);
  const archive = await archiveOf(java, jars, say);
  const place = prepare(options, options.controllerPort ?? options.port + 1, java, jars);
  const broker = start(place, options, archive);
  const brokers = [`127.0.0.1:${options.port}`];
  try {
    const { secure } = options;
    const security = secure && administratorOf(secure.tls, secure.password);
    await untilAnswered({ brokers, security }, 60_000, () => broker.alive());
  } catch (error) {
    await broker.stop('SIGTERM', 5_000);
    throw error instanceof StackFault ? new StackFault(`${error.message}\n${tail(options.log)}`) : error;
  }
  return {
    brokers,
    pid: broker.pid,
    exited: broker.exited,
    stop: () => broker.stop('SIGTERM', 3_000),
    kill9: () => broker.kill9(),
  };
}
