import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@siger/contracts';
import { minter } from '../../stack/mint.ts';
import {
  type DatabaseUrls,
  type Place,
  placeOf,
  type Postgres,
  prepareDatabases,
  requireFree,
  root,
  type Secrets,
  secretsOf,
  serverPorts,
  startPostgres,
  type Surroundings,
} from '../../stack/stack.ts';
import { atCommit, type Cut } from '../proxy/postgres-wire.ts';
import { Proxy } from '../proxy/proxy.ts';
import { Cluster } from './cluster.ts';
import { SmallDisk } from './disk.ts';
import { Instance } from './instance.ts';

/** What the main flow needs: who is who, appraisals, what follows from them, and the read models. */
export const cast = ['identity', 'employees', 'appraisal', 'training', 'monitoring'] as const satisfies ServiceName[];
export const withTables = ['employees', 'appraisal', 'training', 'monitoring'] as const;
export type Kept = (typeof withTables)[number];

const wires = { postgres: 11, training: 12 } as const;

const LANE_PORTS = 500;

/** What a scenario needs of its stack beyond the usual. */
export interface Ground {
  /** Ports far from those of another stack. */
  readonly lane?: number;
  readonly brokers?: 3;
  /** Megabytes of the disk of each server. */
  readonly disks?: { readonly postgres: number; readonly kafka: number };
}

/** A whole stack of one run: servers behind proxies, services as processes, all data in a folder of its own. Only its own pids are signalled. */
export class Arena {
  readonly place: Place;
  readonly cluster: Cluster;
  /** By server; small ones only where a scenario asks for them. */
  readonly disks: Readonly<Record<'postgres' | 'kafka', SmallDisk>>;
  readonly postgresWire: Proxy;
  /** To the database of training alone. */
  readonly trainingWire: Proxy;
  /** Decides of each acknowledgement of the broker whether it is cut. */
  cutAnswer: () => boolean = () => false;
  /** Decides at each commit through the wire whether the connection is torn. */
  cutCommit: () => Cut | null = () => null;
  readonly #secrets: Secrets;
  readonly #instances = new Map<string, Instance>();
  #databases: ReadonlyMap<string, DatabaseUrls> = new Map();
  #asked = 0;
  readonly #ground: Ground;
  postgres: Postgres | null = null;

  constructor(folder: string, chance: () => number, ground: Ground = {}) {
    const offset = Number(process.env['SIGER_PORT_OFFSET'] ?? 9_000) + LANE_PORTS * (ground.lane ?? 0);
    const place = placeOf({ SIGER_DATA: folder, SIGER_PORT_OFFSET: String(offset) });
    this.disks = { postgres: new SmallDisk(place.postgres), kafka: new SmallDisk(place.kafka) };
    // Below the folder that a disk is mounted at, which no server could make anew.
    this.place = { ...place, postgres: join(place.postgres, 'cluster') };
    this.#ground = ground;
    mkdirSync(this.place.run, { recursive: true });
    this.#secrets = secretsOf(this.place.secrets, withTables);
    this.cluster = new Cluster({ place: this.place, size: ground.brokers ?? 1, chance, cut: () => this.cutAnswer() });
    const postgres = { port: serverPorts.postgres + offset + wires.postgres, target: serverPorts.postgres + offset, chance };
    this.postgresWire = new Proxy({ ...postgres, watch: () => atCommit(() => this.cutCommit()) });
    const training = { ...postgres, port: serverPorts.postgres + offset + wires.training };
    this.trainingWire = new Proxy({ ...training, watch: () => atCommit(() => this.cutCommit()) });
  }

  get brokers(): string[] {
    return this.cluster.addresses;
  }

  /** The administrator's address of a database, past the proxy. */
  admin(database: string): string {
    return `postgres://postgres:${this.#secrets.postgres}@127.0.0.1:${serverPorts.postgres + this.place.offset}/${database}`;
  }

  get mint(): ReturnType<typeof minter> {
    return minter({ dataFolder: this.place.data, issuer: `http://localhost:${8080 + this.place.offset}` });
  }

  /** All wires of the stack. */
  get wires(): readonly Proxy[] {
    return [...this.cluster.wires, this.postgresWire, this.trainingWire];
  }

  /** The address of a service, of one of its processes after the other. */
  door(service: ServiceName): string {
    const open = this.instances.filter((instance) => instance.service === service && instance.alive);
    this.#asked += 1;
    return (open[this.#asked % open.length] ?? this.instance(service)).url;
  }

  get instances(): Instance[] {
    return [...this.#instances.values()];
  }

  async start(mutants: Readonly<Partial<Record<ServiceName, string>>>): Promise<void> {
    const { offset } = this.place;
    const taken = [serverPorts.postgres + offset, ...this.cluster.ports, ...this.wires.map(({ port }) => port)];
    await requireFree(new Map(taken.map((port) => [`chaos ${port}`, port])));
    for (const [name, megabytes] of this.#mounted) this.disks[name].mount(megabytes);
    await Promise.all(this.wires.map((wire) => wire.open()));
    await Promise.all([this.startPostgres(), this.cluster.start()]);
    const found = await prepareDatabases(this.admin('postgres'), withTables, this.#secrets);
    const through = (name: string, address: string) => {
      const url = new URL(address);
      url.port = String((name === 'training' ? this.trainingWire : this.postgresWire).port);
      return url.toString();
    };
    this.#databases = new Map(
      [...found].map(([name, { url, ownerUrl }]) => [name, { url: through(name, url), ownerUrl: through(name, ownerUrl) }]),
    );
    const topics = join(root, 'libs/messaging/dist/driver/topics.js');
    const { createTopics } = (await import(topics)) as {
      createTopics(brokers: string[], prefix: string, copies: number): Promise<string[]>;
    };
    await createTopics(this.brokers, '', this.cluster.copies);
    const all = cast.map((service) => this.instance(service));
    for (const instance of all) instance.start({ mutant: mutants[instance.service] });
    await Promise.all(all.map((instance) => instance.untilReady(90_000)));
  }

  /** The n-th process of a service; made on first use, not started. */
  instance(service: ServiceName, number = 0): Instance {
    const around: Surroundings = { place: this.place, databases: this.#databases, brokers: this.brokers };
    const name = `${service}-${number}`;
    const instance = this.#instances.get(name) ?? new Instance(service, number, around);
    this.#instances.set(name, instance);
    return instance;
  }

  /** Stops a process in order, for good. */
  async retire(instance: Instance): Promise<void> {
    await instance.stop();
    this.#instances.delete(instance.name);
  }

  async startPostgres(): Promise<void> {
    const { place } = this;
    const port = serverPorts.postgres + place.offset;
    const log = join(place.logs, 'postgres.log');
    this.postgres = await startPostgres({ dir: place.postgres, port, password: this.#secrets.postgres, log });
  }

  /** Whatever the scenario has left: wires are sound and everything that was started runs. */
  async heal(): Promise<void> {
    for (const wire of this.wires) wire.toxics = {};
    this.cutAnswer = () => false;
    this.cutCommit = () => null;
    for (const instance of this.instances) {
      instance.failpoint.disarm();
      if (!instance.alive) throw new Error(`The scenario has left ${instance.name} dead.`);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.stop()));
    await Promise.all([this.cluster.stop(), this.postgres?.stop()]);
    await Promise.all(this.wires.map((wire) => wire.close()));
  }

  get #mounted(): ['postgres' | 'kafka', number][] {
    return Object.entries(this.#ground.disks ?? {}) as ['postgres' | 'kafka', number][];
  }

  /** The servers' data; logs, ledger and verdicts stay. */
  removeData(): void {
    for (const [name] of this.#mounted) this.disks[name].unmount();
    for (const folder of [this.disks.postgres.folder, this.disks.kafka.folder, join(this.place.data, 'compile-cache')])
      rmSync(folder, { recursive: true, force: true });
  }
}
