import { createTopics } from '@siger/messaging';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type { OwnServers } from '../stack/test-servers.ts';
import { BATCH, EVENTS, fill, freshOutbox, makeRows, type Row, rowAt, seconds } from './backlog.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts, type MessagingParts } from './internals.ts';
import { naiveOutbox } from './naive.peer.ts';

const ROUNDS = 5;

/** Serial idempotent `sendBatch(500)`: what kafkajs can do, with its own encoder or with ours in its seam. */
const raw = async (brokers: readonly string[], topic: string, rows: readonly Row[]) => {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries: 8 },
  });
  await producer.connect();
  const headers = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`ce_header${n}`, `value-of-the-header-${n}`]));
  const took = await seconds(async () => {
    for (let from = 0; from < EVENTS; from += BATCH) {
      const messages = Array.from({ length: BATCH }, (_, n) => rowAt(rows, from + n)).map(({ key, payload }) => ({
        key,
        value: payload,
        headers,
      }));
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic, messages }] });
    }
  });
  await producer.disconnect();
  return EVENTS / took;
};

/** The relay against raw kafkajs on the same broker, in turn. */
export const benchRelay = async ({ postgres, brokers }: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  const parts = await messagingParts();
  parts.installFixes();
  parts.useEncoder('own');
  const seam = parts.produceModule.protocol;
  const prefix = `bench${Date.now()}.`;
  await createTopics([...brokers], prefix);
  const { pool, drop } = await freshOutbox(postgres);
  const rows = makeRows(parts);
  const rawWith = async (protocol: MessagingParts['stockProtocol']) => {
    parts.produceModule.protocol = protocol;
    const rate = await raw(brokers, `${prefix}training.events`, rows);
    parts.produceModule.protocol = seam;
    return rate;
  };
  const relay = async () => {
    await fill(pool, rows);
    const sender = new parts.Sender({ kafka: parts.kafkaClient({ brokers: [...brokers], clientId: 'bench' }), prefix });
    const one = new parts.Relay({ pool: () => pool, sender });
    const took = await seconds(async () => {
      one.start();
      await one.drain(120_000);
    });
    await sender.close();
    return EVENTS / took;
  };
  const rates: { raw: number; seam: number; relay: number; naive: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'relay, warming up' : `relay, round ${round} of ${ROUNDS}`);
    const measured = {
      ...{ raw: await rawWith(parts.stockProtocol), seam: await rawWith(seam), relay: await relay() },
      naive: await naiveOutbox(brokers, `${prefix}training.events`, pool),
    };
    if (round > 0) rates.push(measured);
  }
  await drop();
  const toRaw = rates.map((rate) => rate.relay / rate.raw);
  const toNaive = rates.map((rate) => rate.relay / rate.naive);
  const toSeam = rates.map((rate) => rate.relay / rate.seam);
  return [
    { name: 'relay : raw serial sendBatch(500)', value: median(toRaw), unit: '', atLeast: 2, detail: spread(toRaw) },
    { name: 'relay : raw with our encoder', value: median(toSeam), unit: '', detail: spread(toSeam) },
    { name: 'relay : naive outbox without a pause', value: median(toNaive), unit: '', atLeast: 35, detail: spread(toNaive) },
    {
      name: 'relay',
      value: median(rates.map((rate) => rate.relay)),
      unit: 'ev/s',
      detail: spread(rates.map((rate) => rate.relay)),
    },
    {
      name: 'raw serial sendBatch(500)',
      value: median(rates.map((rate) => rate.raw)),
      unit: 'ev/s',
      detail: spread(rates.map((rate) => rate.raw)),
    },
  ];
};
