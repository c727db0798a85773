import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@siger/service';
import { eventually, type TestKafka } from '@siger/testing';
import type { Kafka } from 'kafkajs';
import { moveOf, readTopic, startProducer } from '../messaging.fixture.js';
import { Sender } from '../outbox/sender.js';
import type { PendingRow } from '../outbox/window.js';
import { wireTo } from '../wire.fixture.js';
import { kafkaClient } from './client.js';
import { useEncoder } from './kafkajs-fixes.js';
import { partitionOf } from './partition.js';
import { decodeHeaders, encodeHeaders } from './raw-headers.js';
import { OtherCluster } from './refusal.js';
import { createTopics } from './topics.js';

interface Broker {
  stop(): Promise<void>;
}
interface Stack {
  startKafka(options: object): Promise<Broker>;
  freePort(): Promise<number>;
}
const tools = join(import.meta.dirname, '../../../../tools/stack');

describe('two clusters that take turns at one address', () => {
  const dir = mkdtempSync(join(tmpdir(), 'siger-guard-'));
  const brokers: Broker[] = [];
  const ports: number[] = [];
  let wire: Awaited<ReturnType<typeof wireTo>>;
  let own: TestKafka;
  let swapNext = false;
  let known: string | undefined;
  let refused = 0;
  let kafka: Kafka;
  const leadTo = (which: number) => wire.lead(ports[which] ?? 0);
  const confirm = ({ clusterId }: { clusterId: string }) => {
    known ??= clusterId;
    if (clusterId === known) return Promise.resolve();
    refused += 1;
    return Promise.reject(new OtherCluster(clusterId, known));
  };

  beforeAll(async () => {
    const stack = Object.assign({}, await import(join(tools, 'kafka.ts')), await import(join(tools, 'ports.ts'))) as Stack;
    wire = await wireTo('127.0.0.1', 0, () => {
      if (!swapNext) return true;
      swapNext = false;
      leadTo(1);
      return false;
    });
    own = { brokers: [`127.0.0.1:${wire.port}`], prefix: '' };
    for (const which of [0, 1]) {
      const [port, controllerPort] = [await stack.freePort(), await stack.freePort()];
      ports.push(port);
      leadTo(which);
      brokers.push(await stack.startKafka({ dir: join(dir, String(which)), port, controllerPort, advertisedPort: wire.port }));
      await createTopics(own.brokers);
    }
    kafka = kafkaClient({ brokers: own.brokers, clientId: 'spec', confirm });
  }, 90_000);
  afterEach(() => leadTo(0));
  afterAll(async () => {
    await wire.cut();
    await Promise.all(brokers.map((broker) => broker.stop()));
    rmSync(dir, { recursive: true, force: true });
  }, 30_000);

  const idsOn = async (which: number) => {
    leadTo(which);
    // A broker that has just begun does not lead its topics yet.
    const records = await eventually(() => readTopic(own, 'unit.events'), { timeout: 20_000, every: 250 });
    return records.map(({ headers }) => headers['ce_id'] ?? '');
  };
  const aRow = (_: unknown, i: number): PendingRow => {
    const key = newId();
    const hdr = encodeHeaders([['ce_id', newId()]]);
    return { id: String(i), topic: 'unit.events', key, hdr, payload: null, part: partitionOf('unit.events', key) };
  };

  it('what is being sent at that moment waits for its own cluster: kafkajs tries again by itself', async () => {
    leadTo(0);
    useEncoder('own');
    const sender = new Sender({ kafka, prefix: '' });
    const [first, second] = [Array.from({ length: 30 }, aRow), Array.from({ length: 30 }, aRow)];
    const send = (rows: PendingRow[]) =>
      sender.deliver(rows, new AbortController().signal, () => Promise.reject(new Error('nothing is poison here')));
    await send(first);
    swapNext = true;
    const sent = send(second);
    await Promise.race([sent, eventually(() => expect(refused).toBeGreaterThan(2), { timeout: 20_000 })]);
    expect(await idsOn(1)).toEqual([]);
    leadTo(0);
    await sent;
    await sender.close();
    expect(new Set(await idsOn(0))).toEqual(new Set([...first, ...second].map(({ hdr }) => String(decodeHeaders(hdr)['ce_id']))));
  }, 60_000);

  it('who reads hears nothing of the other', async () => {
    const topic = 'unit.events';
    const say = async (count: number, more: Record<string, string> = {}) => {
      const producer = await startProducer(own);
      await producer.send({ topic, messages: Array.from({ length: count }, (_, i) => moveOf(newId(), i + 1, more)) });
      await producer.disconnect();
    };
    leadTo(1);
    await say(200, { other: 'yes' });
    leadTo(0);
    await say(1);
    const heard: boolean[] = [];
    const consumer = kafka.consumer({ groupId: 'guarded', maxWaitTimeInMs: 50, retry: { initialRetryTime: 100, retries: 5 } });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: ({ message: { headers } }) => Promise.resolve(void heard.push('other' in (headers ?? {}))),
    });
    await eventually(() => expect(heard).toContain(false), { timeout: 20_000 });
    const before = refused;
    leadTo(1);
    const over = () => refused > before + 2 || heard.includes(true);
    await eventually(() => expect(over()).toBe(true), { timeout: 40_000 });
    leadTo(0);
    const count = heard.length;
    await say(1);
    await eventually(() => expect(heard.length).toBeGreaterThan(count), { timeout: 40_000 });
    await consumer.disconnect();
    expect(heard).not.toContain(true);
  }, 90_000);
});
