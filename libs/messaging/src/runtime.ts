import { Inject, Injectable } from '@nestjs/common';
import { topicNames, topics, type TopicName } from '@siger/contracts';
import { Config, Database, logger } from '@siger/service';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { ClusterMemory } from './cluster-memory.js';
import { kafkaClient } from './driver/client.js';
import { useEncoder } from './driver/kafkajs-fixes.js';
import type { Lane } from './handlers.js';
import { registerMessagingHealth } from './health.js';
import { BrokerWatch } from './inbox/broker-watch.js';
import { DeadLetters } from './inbox/dead-letters.js';
import { LaneConsumer } from './inbox/lane.js';
import { ParkingWorker } from './inbox/parking-worker.js';
import { Plan, type Route } from './inbox/plan.js';
import { Positions } from './inbox/positions.js';
import { SliceRunner } from './inbox/slice.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxWatch } from './outbox/outbox-watch.js';
import { Relays } from './outbox/relays.js';
import { Sender } from './outbox/sender.js';
import { beginAtZero } from './zeros.js';

const log = logger('messaging');

/** Consumers by name, with everything that each listens to. */
const plansOf = (routes: readonly Route[]): Plan[] => {
  const plans = new Map<string, Plan>();
  for (const route of routes) {
    const { consumer, lane } = route.subscription;
    const plan = plans.get(consumer) ?? new Plan(consumer, lane);
    plans.set(consumer, plan);
    plan.add(route);
  }
  return [...plans.values()];
};

/** What its handlers hear, and what it says. */
const topicsOf = (service: string, plans: readonly Plan[]): TopicName[] => {
  const heard = plans.flatMap((plan) => [...plan.topics]);
  const said = topicNames.filter((name) => topics[name].owner === service || topics[name].kind === 'dead');
  return [...new Set([...heard, ...said])];
};

/** kafkajs has given up where a restart of the process can help: it asks to be stopped in order, and is started again. */
const end = (error: Error) => {
  log.fatal({ err: error }, 'A consumer has ended for good; the service stops.');
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
};

interface Running {
  relays: Relays;
  lanes: LaneConsumer[];
  stoppable: { stop(): Promise<void> }[];
  forget(): void;
}

/** Everything that runs beside the requests: relay, consumers, parking, watches. Broker and database may come later, and go and come. */
@Injectable()
export class MessagingRuntime {
  private running: Running | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
    private readonly config: Config,
    private readonly outbox: Outbox,
    private readonly deadLetters: DeadLetters,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  start(routes: readonly Route[]) {
    if (this.running) return;
    const plans = plansOf(routes);
    beginAtZero(plans);
    const prefix = this.config.kafkaTopicPrefix;
    const { kafkaBrokers: brokers, kafkaSecurity: security, kafkaProduceEncoder: encoder } = this.config;
    const client = { brokers, security, clientId: `siger-${this.options.service}` };
    const cluster = new ClusterMemory(this.dataSource);
    const kafka = kafkaClient({ ...client, confirm: (found) => cluster.confirm(found) });
    const groups = [...new Set(plans.map((plan) => plan.lane))].map((lane) => this.groupOf(lane, plans));
    const principal = security?.username;
    const used = topicsOf(this.options.service, plans);
    const broker = new BrokerWatch({ kafka, prefix, groups, used, principal, cluster });
    useEncoder(encoder);
    const sender = () => new Sender({ kafka, prefix, encoder, principal });
    const relays = new Relays({ shards: this.config.outboxShards, sender, pool: () => this.pool() });
    const parking = new ParkingWorker(this.dataSource, this.deadLetters, plans);
    const slices = new SliceRunner(this.dataSource, this.deadLetters, parking);
    const lanes = groups.map(({ group, plans: members }) => {
      const positions = new Positions(this.dataSource, members);
      const ends = (topic: string) => broker.ends(topic);
      return new LaneConsumer({ kafka, group, prefix, principal, plans: members, positions, slices, ends, onDeath: end });
    });
    const watch = new OutboxWatch(this.dataSource);
    const silence = this.outbox.onAppended((parts) => relays.wake(parts));
    const forgetHealth = registerMessagingHealth({ lanes, broker, outbox: watch, relays });
    const forget = () => {
      silence();
      forgetHealth();
    };
    this.running = { relays, lanes, stoppable: [parking, watch, broker], forget };
    broker.start();
    void this.database.whenReady().then(() => {
      if (!this.running) return;
      for (const part of [relays, ...lanes, watch]) part.start();
      if (plans.length) parking.start();
    });
  }

  /** Consumers first, so that what they still caused is sent before the relays end. */
  async stop() {
    const { running } = this;
    if (!running) return;
    this.running = undefined;
    await Promise.all(running.lanes.map((lane) => lane.stop()));
    await Promise.all(running.stoppable.map((part) => part.stop()));
    await running.relays.drain(this.config.shutdownGraceMs / 2);
    running.forget();
  }

  private groupOf(lane: Lane, all: readonly Plan[]) {
    const plans = all.filter((plan) => plan.lane === lane);
    const topics = [...new Set(plans.flatMap((plan) => [...plan.topics]))];
    return { group: `${this.config.kafkaTopicPrefix}${this.options.service}.${lane}`, plans, topics };
  }

  private pool(): Pool | undefined {
    return this.dataSource.isInitialized ? ((this.dataSource.driver as PostgresDriver).master as Pool) : undefined;
  }
}
