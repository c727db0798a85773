import { join } from 'node:path';
import type { ServiceName } from '@siger/contracts';
import { type Connection, createTopics, grantServices } from '@siger/messaging/admin';
import { type DatabaseUrls, prepareDatabases, type Secrets, secretsOf } from './databases.ts';
import { codeOf } from './faults.ts';
import { clusterOf } from './cluster.ts';
import { startKafka, untilAnswered } from './kafka.ts';
import { administrator, administratorOf, certificateFile } from './kafka-security.ts';
import { type Place, portOf, serverPorts, services, withDatabase } from './place.ts';
import { requireFree } from './ports.ts';
import { resetPassword, startPostgres } from './postgres.ts';
import { endLaunched, endOrphan } from './process.ts';
import { endOrphans, type Service, startServices, stopServices, type Surroundings } from './services.ts';
import { type StackFile, writeStack } from './stack-file.ts';
import { type Say, Supervised } from './supervise.ts';

/** Servers of the user's, instead of those that we would start. */
export interface Theirs {
  readonly admin?: string;
  readonly kafka?: Connection;
}

export const theirsOf = (env: NodeJS.ProcessEnv): Theirs => ({
  ...(env['DATABASE_URL'] ? { admin: env['DATABASE_URL'] } : {}),
  ...(env['KAFKA_BROKERS'] ? { kafka: clusterOf(env) } : {}),
});

/** Tells a step with its time. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** Everything that one `npm start` runs, in the order of its start. */
export class Platform {
  readonly place: Place;
  readonly names: readonly ServiceName[];
  readonly #theirs: Theirs;
  readonly #say: Say;
  readonly #step: Step;
  readonly #secrets: Secrets;
  #postgres: Supervised | null = null;
  #kafka: Supervised | null = null;
  #services: Service[] = [];
  #databases: ReadonlyMap<string, DatabaseUrls> = new Map();
  #stopped: Promise<void> | null = null;

  constructor(place: Place, theirs: Theirs, say: Say, step: Step) {
    this.place = place;
    this.names = services().filter((name) => name !== 'identity' || !process.env['OIDC_ISSUER']);
    this.#theirs = theirs;
    this.#say = say;
    this.#step = step;
    this.#secrets = secretsOf(place.secrets, withDatabase(this.names));
  }

  get admin(): string {
    return (
      this.#theirs.admin ??
      `postgres://postgres:${this.#secrets.postgres}@127.0.0.1:${serverPorts.postgres + this.place.offset}/postgres`
    );
  }

  /** Kafka, as its administrator. */
  get connection(): Connection {
    const brokers = [`127.0.0.1:${serverPorts.kafka + this.place.offset}`];
    const own = () => ({ brokers, security: administratorOf(this.place.tls, this.#secrets.kafka[administrator] ?? '') });
    return this.#theirs.kafka ?? own();
  }

  get services(): readonly Service[] {
    return this.#services;
  }

  /** What each process is called and its pid; a server of the user's has none. */
  get pids(): Record<string, number> {
    const all: [string, number | null | undefined][] = [
      ['postgres', this.#postgres?.pid],
      ['kafka', this.#kafka?.pid],
      ...this.#services.map(({ name, pid }): [string, number | null] => [name, pid]),
    ];
    return Object.fromEntries(all.filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  }

  async start(): Promise<void> {
    await this.#clear();
    await Promise.all([this.#startPostgres(), this.#startKafka()]);
    this.#databases = await this.#step('Databases and roles', () =>
      prepareDatabases(this.admin, withDatabase(this.names), this.#secrets),
    );
    await this.#step('Topics', () => this.#createTopics());
    this.tell('starting');
    const around: Surroundings = { place: this.place, databases: this.#databases, ...this.#streams() };
    const since = Date.now();
    const ready = (service: Service): void =>
      this.#say(`${service.name} is ready on ${service.port} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
    await startServices(this.names, around, { say: this.#say, ready, made: (all) => (this.#services = all) });
    this.tell('starting');
  }

  /** Ends what a killed launcher left behind, then makes sure that our ports are free. */
  async #clear(): Promise<void> {
    const { place } = this;
    const orphans = await endOrphans(this.names, place);
    const kafka = await endOrphan(join(place.run, 'kafka.pid'), place.kafka, 'SIGTERM');
    const postgres = await endOrphan(join(place.postgres, 'data/postmaster.pid'), place.postgres, 'SIGINT');
    const ended = [...orphans, ...(kafka ? ['kafka'] : []), ...(postgres ? ['postgres'] : [])];
    if (ended.length > 0) this.#say(`An earlier start was killed; what it left running has been ended: ${ended.join(', ')}`);
    const wanted = new Map<string, number>(this.names.map((name) => [name, portOf(name, place)]));
    if (!this.#theirs.admin) wanted.set('PostgreSQL', serverPorts.postgres + place.offset);
    if (!this.#theirs.kafka) {
      wanted.set('Kafka', serverPorts.kafka + place.offset);
      wanted.set("Kafka's controller", serverPorts.controller + place.offset);
    }
    await requireFree(wanted);
  }

  async #startPostgres(): Promise<void> {
    if (this.#theirs.admin) return;
    const { place } = this;
    const port = serverPorts.postgres + place.offset;
    const options = {
      dir: place.postgres,
      port,
      password: this.#secrets.postgres,
      log: join(place.logs, 'postgres.log'),
      pidFile: join(place.run, 'postgres.pid'),
    };
    const begin = async () => {
      try {
        return await startPostgres(options);
      } catch (error) {
        if (codeOf(error) !== '28P01') throw error;
        await resetPassword(place.postgres, this.#secrets.postgres);
        return startPostgres(options);
      }
    };
    this.#postgres = new Supervised('postgres', begin, this.#say);
    await this.#step(`PostgreSQL on ${port}`, () => this.#postgres?.start() ?? Promise.resolve());
  }

  async #startKafka(): Promise<void> {
    const { place } = this;
    const { kafka } = this.#theirs;
    if (kafka) return this.#step(`Kafka at ${kafka.brokers.join(', ')}`, () => untilAnswered(kafka, 15_000));
    const [port, controllerPort] = [serverPorts.kafka + place.offset, serverPorts.controller + place.offset];
    const options = {
      dir: place.kafka,
      port,
      controllerPort,
      log: join(place.logs, 'kafka.log'),
      pidFile: join(place.run, 'kafka.pid'),
      secure: { password: this.#secrets.kafka[administrator] ?? '', tls: place.tls },
      say: this.#say,
    };
    this.#kafka = new Supervised('kafka', () => startKafka(options), this.#say);
    return this.#step(`Kafka on ${port}`, () => this.#kafka?.start() ?? Promise.resolve());
  }

  /** The admin step: topics, and on a broker of ours what each service may do with them. */
  async #createTopics(): Promise<void> {
    const prefix = process.env['KAFKA_TOPIC_PREFIX'] ?? '';
    const { brokers, security } = this.connection;
    await createTopics(brokers, prefix, undefined, security);
    if (!this.#theirs.kafka) await grantServices(this.connection, this.#secrets.kafka, prefix);
  }

  #streams(): Pick<Surroundings, 'brokers' | 'streams' | 'topicPrefix'> {
    const { brokers } = this.connection;
    if (this.#theirs.kafka) return { brokers };
    const streams = { ca: certificateFile(this.place.tls), passwords: this.#secrets.kafka };
    return { brokers, streams, topicPrefix: process.env['KAFKA_TOPIC_PREFIX'] ?? '' };
  }

  /** Writes down for the tools what runs. */
  tell(state: StackFile['state']): void {
    const addresses = this.names.map((name) => [name, `http://127.0.0.1:${portOf(name, this.place)}`]);
    writeStack(this.place, {
      pid: process.pid,
      state,
      gateway: `http://localhost:${portOf('gateway', this.place)}`,
      ...this.connection,
      admin: this.admin,
      databases: Object.fromEntries(this.#databases),
      services: Object.fromEntries(addresses) as Record<string, string>,
      pids: this.pids,
    });
  }

  /** Stops everything in reverse order; calling it again waits for the same end. */
  stop(): Promise<void> {
    return (this.#stopped ??= (async () => {
      await stopServices(this.#services);
      await Promise.all([this.#kafka?.stop(), this.#postgres?.stop()]);
      await endLaunched(1_000);
    })());
  }
}
