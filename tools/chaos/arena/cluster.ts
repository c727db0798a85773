import { join } from 'node:path';
import { type Broker, type Place, serverPorts, startKafka } from '../../stack/stack.ts';
import { clusterId } from '../../stack/kafka.ts';
import { produceAnswers } from '../proxy/kafka-wire.ts';
import { type Counts, Proxy } from '../proxy/proxy.ts';

const WIRE = 10;

interface ClusterOptions {
  readonly place: Place;
  /** One, or three that keep three copies of everything, of which two have to be written. */
  readonly size: 1 | 3;
  readonly chance: () => number;
  /** Asked of each acknowledgement. */
  readonly cut: () => boolean;
}

/**
 * The brokers of one run, numbered from 1, each behind a wire whose port it advertises. They are open, without TLS: the wire has to
 * see which answer is an acknowledgement, and who may do what is no matter of faults.
 */
export class Cluster {
  readonly wires: readonly Proxy[];
  readonly #options: ClusterOptions;
  readonly #running = new Map<number, Broker>();
  readonly #id = clusterId();

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.wires = this.ids.map((id) => {
      const { port } = this.#portsOf(id);
      const watch = () => produceAnswers(options.cut);
      return new Proxy({ port: port + WIRE, target: port, chance: options.chance, watch });
    });
  }

  get ids(): number[] {
    return Array.from({ length: this.#options.size }, (_, at) => at + 1);
  }

  /** Through the wires. */
  get addresses(): string[] {
    return this.wires.map(({ port }) => `127.0.0.1:${port}`);
  }

  get ports(): number[] {
    return this.ids.flatMap((id) => Object.values(this.#portsOf(id)));
  }

  get copies(): number {
    return this.#options.size;
  }

  /** Of all wires. */
  counts(what: keyof Counts): number {
    return this.wires.reduce((sum, { counts }) => sum + counts[what], 0);
  }

  /** One that runs, or ran last. */
  broker(id = 1): Broker {
    const broker = this.#running.get(id);
    if (!broker) throw new Error(`Broker ${id} was not started.`);
    return broker;
  }

  async start(ids: readonly number[] = this.ids): Promise<void> {
    await Promise.all(ids.map(async (id) => this.#running.set(id, await this.#begin(id))));
  }

  /** Ends them at once and waits for it; raises when one ended otherwise. Answers their pids. */
  async kill(ids: readonly number[] = this.ids): Promise<number[]> {
    const killed = ids.map((id) => this.broker(id));
    await Promise.all(killed.map((broker) => broker.kill9()));
    for (const broker of killed) {
      const { signal } = await broker.exited;
      if (signal !== 'SIGKILL') throw new Error(`The broker ended by ${signal}.`);
    }
    return killed.map(({ pid }) => pid);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((broker) => broker.stop()));
  }

  #portsOf(id: number): { port: number; controllerPort: number } {
    const shift = this.#options.place.offset + 2 * (id - 1);
    return { port: serverPorts.kafka + shift, controllerPort: serverPorts.controller + shift };
  }

  #begin(id: number): Promise<Broker> {
    const { place, size } = this.#options;
    const { port, controllerPort } = this.#portsOf(id);
    const controllerPorts = this.ids.map((one) => this.#portsOf(one).controllerPort);
    return startKafka({
      dir: join(place.kafka, String(id)),
      ...{ port, controllerPort, advertisedPort: port + WIRE, log: join(place.logs, `kafka-${id}.log`) },
      ...(size > 1 ? { member: { id, clusterId: this.#id, controllerPorts } } : {}),
    });
  }
}
