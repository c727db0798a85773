import { Config, logger } from '@siger/service';
import type { DataSource } from 'typeorm';
import { ClusterMemory } from '../cluster-memory.js';
import { kafkaClient } from '../driver/client.js';
import { OtherCluster } from '../driver/refusal.js';
import { BrokerWatch } from '../inbox/broker-watch.js';
import { LaneConsumer } from '../inbox/lane.js';
import { ParkingWorker } from '../inbox/parking-worker.js';
import type { Plan } from '../inbox/plan.js';
import { Positions } from '../inbox/positions.js';
import { SliceRunner } from '../inbox/slice.js';
import { Follower } from './follow.js';

const log = logger('rebuild');

/** Fetches are answered so often, also where there is nothing new: the last step is made while writers wait. */
const WAIT_MS = 250;
const FETCHED_MS = 4 * WAIT_MS;

/** The live model has told of what it gave up; nobody is told twice. */
const SILENT = { tell: () => Promise.resolve() };

/** Reads the log under a name and a group of its own, with the same inbox, fence and parking as a service. */
export class RebuildReader {
  readonly group: string;
  private readonly positions: Positions;
  private readonly follower: Follower;
  private readonly lane: LaneConsumer;
  private readonly broker: BrokerWatch;
  private readonly parking: ParkingWorker;
  private readonly kafka;
  died: Error | undefined;

  constructor(dataSource: DataSource, config: Config, live: string, plan: Plan) {
    const prefix = config.kafkaTopicPrefix;
    const [service, name] = live.split('.');
    this.group = `${prefix}${service}.rebuild.${name}`;
    const { kafkaBrokers: brokers, kafkaSecurity: security } = config;
    const cluster = new ClusterMemory(dataSource);
    const confirm = (found: { clusterId: string }) => cluster.confirm(found);
    this.kafka = kafkaClient({ brokers, security, clientId: `siger-${service}-rebuild`, confirm });
    const principal = security?.username;
    this.broker = new BrokerWatch({ kafka: this.kafka, prefix, groups: [], used: [], principal, cluster });
    this.positions = new Positions(dataSource, [plan]);
    this.parking = new ParkingWorker(dataSource, SILENT, [plan]);
    this.follower = new Follower(dataSource, live, new SliceRunner(dataSource, SILENT, this.parking), this.positions);
    this.lane = new LaneConsumer({
      ...{ kafka: this.kafka, group: this.group, prefix, plans: [plan], positions: this.positions, slices: this.follower },
      ...{ ends: (topic) => this.broker.ends(topic), principal, waitMs: WAIT_MS },
      onDeath: (error) => void (this.died = error),
    });
  }

  /** Throws when the address leads to another cluster than the live model has read; one that is away is waited for. */
  async confirm() {
    await this.broker.confirm().catch((error: unknown) => {
      if (error instanceof OtherCluster) throw new Error(`The broker ${error.message}.`);
    });
  }

  start() {
    this.lane.start();
    this.parking.start();
  }

  /** Whether it reads, and has nothing in its hands: a broker that answers no fetch may have more. */
  get idle() {
    return !this.follower.busy && this.lane.trouble() === undefined && this.lane.pollAge() < FETCHED_MS;
  }

  get trouble() {
    return this.lane.trouble();
  }

  flush() {
    return this.positions.flush();
  }

  /** What lies between is not in the log any more. */
  skip(consumer: string, topic: string, partition: number, next: number) {
    this.positions.pass(consumer, { topic, partition }, next);
  }

  /** Whether whoever leads a partition of these topics answers. */
  reaches(topics: readonly string[]): Promise<boolean> {
    return Promise.all(topics.map((topic) => this.broker.ends(topic))).then(
      () => true,
      () => false,
    );
  }

  async stop() {
    await this.parking.stop();
    await this.lane.stop();
    await this.broker.stop();
  }

  /** The group has served. */
  async forget() {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      await admin.deleteGroups([this.group]);
    } catch (error) {
      log.warn({ err: error, group: this.group }, 'The group of a rebuild stays at the broker, where nobody uses it.');
    } finally {
      await admin.disconnect();
    }
  }
}
