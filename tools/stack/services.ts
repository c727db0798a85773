import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@siger/contracts';
import type { DatabaseUrls } from './databases.ts';
import { StackFault } from './faults.ts';
import { entryOf, type Place, portOf, root } from './place.ts';
import type { Server } from './postgres.ts';
import { endOrphan, launch } from './process.ts';
import { type Say, Supervised } from './supervise.ts';

/** What a service has to know of the servers that it uses. */
export interface Surroundings {
  readonly place: Place;
  readonly databases: ReadonlyMap<string, DatabaseUrls>;
  readonly brokers: readonly string[];
  /** Where the brokers ask who comes: the certificate to trust, and the password of each service that uses the streams. */
  readonly streams?: { readonly ca: string; readonly passwords: Readonly<Record<string, string>> };
  readonly topicPrefix?: string;
  /** Further settings, for instance a failpoint of a test. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Less than the launcher waits, so that a service ends by itself. */
const GRACE_MS = 4_000;
const READY_MS = 90_000;

const streamSettings = (name: ServiceName, { streams, topicPrefix = '' }: Surroundings): NodeJS.ProcessEnv => {
  const password = streams?.passwords[name];
  if (!streams || !password) return {};
  return { KAFKA_SASL_USERNAME: topicPrefix + name, KAFKA_SASL_PASSWORD: password, KAFKA_SSL_CA: streams.ca };
};

/** The settings of one service: what the user set, and over it what this installation knows. */
export function environmentOf(name: ServiceName, around: Surroundings): NodeJS.ProcessEnv {
  const { DATABASE_URL: _admin, PORT: _port, ...inherited } = process.env;
  const { place, databases, brokers } = around;
  const database = databases.get(name);
  return {
    SHUTDOWN_GRACE_MS: String(GRACE_MS),
    NODE_COMPILE_CACHE: join(place.data, 'compile-cache'),
    OIDC_ISSUER: `http://localhost:${portOf('gateway', place)}`,
    ...(inherited['OIDC_ISSUER'] ? {} : { OIDC_JWKS_URL: `http://127.0.0.1:${portOf('identity', place)}/oidc/jwks` }),
    ...inherited,
    SIGER_DATA: place.data,
    SIGER_PORT_OFFSET: String(place.offset),
    PORT: String(portOf(name, place)),
    KAFKA_BROKERS: brokers.join(','),
    ...streamSettings(name, around),
    ...(around.topicPrefix === undefined ? {} : { KAFKA_TOPIC_PREFIX: around.topicPrefix }),
    ...(database ? { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl } : {}),
    ...around.env,
  };
}

/** Many services share one machine here: each keeps its heap small instead of letting it grow with the machine's memory. */
export const frugal = ['--max-old-space-size=320', '--max-semi-space-size=8'];

const pidFileOf = (name: string, place: Place): string => join(place.run, `${name}.pid`);
const logOf = (name: string, place: Place): string => join(place.logs, `${name}.log`);

/** Ends services that an earlier launcher of this installation left running. Returns their names. */
export async function endOrphans(names: readonly ServiceName[], place: Place): Promise<string[]> {
  const ended = await Promise.all(names.map((name) => endOrphan(pidFileOf(name, place), entryOf(name), 'SIGTERM', 6_000)));
  return names.filter((_, index) => ended[index] !== null);
}

async function begin(name: ServiceName, around: Surroundings): Promise<Server> {
  const server = launch({
    name,
    command: process.execPath,
    args: [...frugal, '--enable-source-maps', entryOf(name)],
    cwd: root,
    env: environmentOf(name, around),
    log: logOf(name, around.place),
    pidFile: pidFileOf(name, around.place),
    deathSignal: 'TERM',
  });
  return {
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop('SIGTERM', GRACE_MS + 800),
    kill9: () => server.kill9(),
  };
}

/** What a readiness answer says is missing, for the person who waits. */
async function readiness(port: number): Promise<true | string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(3_000) });
    if (response.ok) return true;
    return (await response.text()).slice(0, 300);
  } catch {
    return 'it does not answer';
  }
}

const lastLines = (name: string, place: Place): string => {
  try {
    return readFileSync(logOf(name, place), 'utf8').trim().split('\n').slice(-6).join('\n');
  } catch {
    return '';
  }
};

/** One service of the platform, watched. */
export class Service {
  readonly name: ServiceName;
  readonly port: number;
  readonly #watched: Supervised;
  readonly #place: Place;

  constructor(name: ServiceName, around: Surroundings, say: Say) {
    this.name = name;
    this.port = portOf(name, around.place);
    this.#place = around.place;
    this.#watched = new Supervised(name, () => begin(name, around), say);
  }

  get pid(): number | null {
    return this.#watched.pid;
  }

  start(): Promise<void> {
    return this.#watched.start();
  }

  /** Waits until it is ready; a service that dies three times before is not coming. */
  async untilReady(timeoutMs = READY_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const ready = await readiness(this.port);
      if (ready === true) return;
      const log = `Its log, ${logOf(this.name, this.#place)}, ends with:\n${lastLines(this.name, this.#place)}`;
      if (this.#watched.deaths >= 3) throw new StackFault(`${this.name} dies at every start. ${log}`);
      if (Date.now() > deadline) throw new StackFault(`${this.name} is not ready after ${timeoutMs / 1000} s: ${ready}\n${log}`);
      await sleep(100);
    }
  }

  stop(): Promise<void> {
    return this.#watched.stop();
  }
}

export interface Watcher {
  readonly say: Say;
  /** Told before anything starts, so that a start that is broken off can stop them too. */
  readonly made?: (services: Service[]) => void;
  readonly ready?: (service: Service) => void;
}

/** Starts the services side by side and waits until each is ready. */
export async function startServices(names: readonly ServiceName[], around: Surroundings, watcher: Watcher): Promise<Service[]> {
  const all = names.map((name) => new Service(name, around, watcher.say));
  watcher.made?.(all);
  try {
    await Promise.all(
      all.map(async (service) => {
        await service.start();
        await service.untilReady();
        watcher.ready?.(service);
      }),
    );
  } catch (error) {
    await stopServices(all);
    throw error;
  }
  return all;
}

/** The gateway closes its door first, the others follow together. */
export async function stopServices(all: readonly Service[]): Promise<void> {
  const gateway = all.filter(({ name }) => name === 'gateway');
  const behind = all.filter(({ name }) => name !== 'gateway');
  const closing = gateway.map((service) => service.stop());
  await Promise.race([Promise.all(closing), sleep(300)]);
  await Promise.all([...closing, ...behind.map((service) => service.stop())]);
}
