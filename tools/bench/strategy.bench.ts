import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { appraisalCompleted, AppraisalCompleted } from '@siger/contracts';
import { OnEvent, PlatformKafkaServer } from '@siger/messaging';
import { Config } from '@siger/service';
import { Kafka, logLevel } from 'kafkajs';
import type { OwnServers } from '../stack/test-servers.ts';
import { type Backlog, writeBacklog } from './topic-backlog.ts';
import { controller } from './consumers.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts } from './internals.ts';
import { stockNest } from './stock.peer.ts';

type Runtime = ConstructorParameters<typeof PlatformKafkaServer>[0];

const EVENTS = 60_000;
const AGGREGATES = 5_000;
const ROUNDS = 5;

/** Counts from the first event on; the promise is kept with the seconds that the rest took. */
const stopwatch = (events: number) => {
  let seen = 0;
  let begun = 0;
  const finished = Promise.withResolvers<number>();
  const saw = (more: number) => {
    begun ||= performance.now();
    seen += more;
    if (seen >= events) finished.resolve((performance.now() - begun) / 1000);
  };
  return { saw, finished: finished.promise };
};

const { Decoder } = await messagingParts();
const stockHeaders = Decoder.prototype.readVarIntArray;
/** With kafkajs as it is: what we mend of it is mended for the whole process. */
const unmended = async <T>(run: () => Promise<T>): Promise<T> => {
  Decoder.prototype.readVarIntArray = stockHeaders;
  return run();
};

/** kafkajs alone: what it costs to have the records, or their data, too. */
const eachBatch = async ({ brokers, topic, events }: Backlog, parses: boolean): Promise<number> => {
  const { saw, finished } = stopwatch(events);
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: randomUUID(), minBytes: 1, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: ({ batch: { messages } }) => {
      saw(0);
      if (parses) for (const { value } of messages) JSON.parse(String(value));
      saw(messages.length);
      return Promise.resolve();
    },
  });
  const took = await finished;
  await consumer.disconnect();
  return events / took;
};

/** Our transport as it is, handler by handler through Nest, but for its inbox: nothing of it is written to a database. */
const strategy = async ({ brokers, prefix, events }: Backlog): Promise<number> => {
  const { Consumers, kafkaClient, LaneConsumer, perform, Plan } = await messagingParts();
  const { saw, finished } = stopwatch(events);
  class Counting {
    completed() {
      saw(1);
    }
  }
  controller(Counting, 'completed', OnEvent(appraisalCompleted, { consumer: 'training.bench-strategy' }));
  class CountingModule {}
  Module({ controllers: [Counting] })(CountingModule);
  let lane: InstanceType<typeof LaneConsumer> | undefined;
  const runtime: Pick<Runtime, 'start' | 'stop'> = {
    start: (routes) => {
      const plan = new Plan('training.bench-strategy', 'fast');
      routes.forEach((route) => plan.add(route));
      lane = new LaneConsumer({
        kafka: kafkaClient({ brokers, clientId: 'bench' }),
        ...{ group: randomUUID(), prefix, principal: undefined, plans: [plan] },
        positions: { starts: () => Promise.resolve([]), pass: () => undefined, flush: () => Promise.resolve() },
        slices: { run: (_place, items) => perform(items) },
        ends: () => Promise.resolve(new Map<number, number>()),
        onDeath: (error) => console.error(error),
      });
      lane.start();
    },
    stop: async () => lane?.stop(),
  };
  const config = Object.assign(new Config(), { kafkaBrokers: brokers, service: 'training' as const });
  const server = new PlatformKafkaServer(runtime as Runtime, new Consumers(), config);
  const app = await NestFactory.createMicroservice(CountingModule, { strategy: server, logger: false });
  await app.listen();
  const took = await finished;
  await app.close();
  return events / took;
};

/** Transports without a database on any side: kafkajs itself, ours, and Nest's own. */
export const benchStrategy = async ({ brokers }: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  const backlog = await writeBacklog(brokers, EVENTS, AGGREGATES);
  const rates: { bare: number; parsed: number; ours: number; stock: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'strategy, warming up' : `strategy, round ${round} of ${ROUNDS}`);
    const measured = {
      bare: await unmended(() => eachBatch(backlog, false)),
      ours: await strategy(backlog),
      parsed: await unmended(() => eachBatch(backlog, true)),
      stock: await unmended(() => stockNest(brokers, backlog.topic, EVENTS, AppraisalCompleted)),
    };
    if (round > 0) rates.push(measured);
  }
  const of = (pick: (rate: (typeof rates)[number]) => number) => rates.map(pick);
  const figure = (name: string, values: number[], more: Partial<Figure> = {}): Figure => ({
    ...{ name, value: median(values), unit: '', detail: spread(values) },
    ...more,
  });
  return [
    figure(
      'strategy, handler per event, no database : raw eachBatch',
      of(({ ours, bare }) => ours / bare),
      { atLeast: 0.6 },
    ),
    figure(
      'the same : raw eachBatch with JSON.parse',
      of(({ ours, parsed }) => ours / parsed),
    ),
    figure(
      "the same, with validation : Nest's server with its pipe",
      of(({ ours, stock }) => ours / stock),
      { atLeast: 3 },
    ),
    figure(
      'strategy, handler per event, no database',
      of(({ ours }) => ours),
      { unit: 'ev/s' },
    ),
  ];
};
