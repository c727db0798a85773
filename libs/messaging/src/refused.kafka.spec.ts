import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type StreamAccess, type TopicName, topicNames, UnitMoved, unitMoved } from '@siger/contracts';
import { type KafkaSecurity, transaction } from '@siger/service';
import { eventually, kafka, type TestKafka } from '@siger/testing';
import { grantAs } from './access/principals.js';
import { asAdmin, type Connection, revoke } from './admin.js';
import { Changes, createTopics, type EventContext, OnEvent, readModel, rebuild } from './index.js';
import { aUnit, moved, plainKafka, readTopic, startTestService, testUnits, type TestService } from './messaging.fixture.js';

interface Broker {
  readonly brokers: string[];
  stop(): Promise<void>;
}
interface Stack {
  startKafka(options: object): Promise<Broker>;
  freePort(): Promise<number>;
  administratorOf(tls: string, password: string): KafkaSecurity;
  certificateFile(tls: string): string;
}
const tools = join(import.meta.dirname, '../../../tools/stack');
const loaded = async (): Promise<Stack> =>
  Object.assign(
    {},
    ...(await Promise.all(['kafka', 'ports', 'kafka-security'].map((name) => import(join(tools, `${name}.ts`))))),
  );

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, readModel({ consumer: 'training.moves', tables: ['effect'] }))
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

const dir = mkdtempSync(join(tmpdir(), 'siger-refused-'));
const password = 'a secret of training';
let stack: Stack;
let service: TestService | undefined;
beforeAll(async () => void (stack = await loaded()));
afterEach(async () => {
  await service?.stop();
  service = undefined;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const running = (): TestService => {
  if (!service) throw new Error('no service runs');
  return service;
};
const ready = async () => {
  const { statusCode, body } = await running().app.inject({ method: 'GET', url: '/health/ready' });
  return `${statusCode} ${body}`;
};
const says = (what: RegExp) => eventually(async () => expect(await ready()).toMatch(what), { timeout: 40_000, every: 250 });
const unit = async () => {
  const changes = running().app.get(Changes);
  const { id } = await changes.create(testUnits, aUnit());
  await changes.change(testUnits, id, (state) => moved(state));
  return id;
};
const effects = async (key: string) => {
  const rows = await running().dataSource.query<{ sequence: string }[]>('SELECT sequence FROM effect WHERE key = $1', [key]);
  return rows.map(({ sequence }) => Number(sequence));
};
const once = (key: string) => eventually(async () => expect(await effects(key)).toEqual([2]), { timeout: 60_000, every: 250 });

describe('a broker that asks who comes', () => {
  let broker: Broker;
  let root: Connection;
  const tls = join(dir, 'tls');
  const every: StreamAccess = { principal: 'training', writes: topicNames, reads: topicNames, groups: 'training.' };
  const without = (topic: TopicName) => topicNames.filter((name) => name !== topic);
  beforeAll(async () => {
    const [port, controllerPort] = [await stack.freePort(), await stack.freePort()];
    const secure = { password: 'of the administrator', tls };
    broker = await stack.startKafka({ dir: join(dir, 'secure'), port, controllerPort, secure });
    root = { brokers: broker.brokers, security: stack.administratorOf(tls, secure.password) };
    await createTopics(root.brokers, '', 1, root.security);
  }, 60_000);
  afterAll(() => broker.stop());

  const start = async (secret = password) => {
    const env = { KAFKA_SASL_USERNAME: 'training', KAFKA_SASL_PASSWORD: secret, KAFKA_SSL_CA: stack.certificateFile(tls) };
    service = await startTestService({ brokers: broker.brokers, prefix: '' }, [MovesConsumer], { env });
  };
  const allow = async (access: Partial<StreamAccess>) => {
    await revoke(root, 'training');
    await grantAs(root, { ...every, ...access }, password);
  };

  it('is told from one that is away, by the name of the principal and never its password', async () => {
    await allow({});
    await start('guessed by somebody');
    const key = await unit();
    await says(/^503 .*refuses the credentials of training/);
    expect(await ready()).not.toContain('guessed by somebody');
    await running().stop();
    const { database } = running();
    const env = { ...running().env, KAFKA_SASL_PASSWORD: password };
    service = await startTestService({ brokers: broker.brokers, prefix: '' }, [MovesConsumer], { env, database });
    await once(key);
    await says(/^200/);
  }, 120_000);

  it.each<[string, Partial<StreamAccess>, RegExp]>([
    ['written', { writes: without('unit.events'), reads: without('unit.events') }, /does not let training .*\(unit\.events\)/],
    ['read', { reads: without('unit.events') }, /training\.fast .*does not let training use a topic/],
  ])(
    'names a topic that may not be %s, loses nothing, and is used as soon as it may be',
    async (_, access, said) => {
      await allow(access);
      await start();
      const key = await unit();
      await says(said);
      expect(await ready()).toMatch(/^503/);
      expect(await effects(key)).toEqual([]);
      await allow({});
      await once(key);
      await says(/^200/);
    },
    120_000,
  );

  it('lets a service rebuild a model, and forget the group of it', async () => {
    await allow({ endedGroups: 'training.rebuild.' });
    await start();
    await once(await unit());
    expect(await rebuild(running().service, 'moves', { env: running().env })).toMatchObject({ outcome: 'switched' });
    const { groups } = await asAdmin(root, 'spec', (admin) => admin.listGroups());
    expect(groups.map(({ groupId }) => groupId)).toEqual(['training.fast']);
  }, 120_000);
});

it('a topic with fewer partitions than the table is named, and nothing is lost until it has them', async () => {
  const shared = kafka();
  const own: TestKafka = { ...shared, prefix: `${shared.prefix}small.` };
  const admin = plainKafka(own).admin();
  await admin.connect();
  try {
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic: `${own.prefix}unit.events`, numPartitions: 1 }] });
    await expect(createTopics(own.brokers, own.prefix)).rejects.toThrow(/unit\.events has 1 partitions instead of 12/);
    service = await startTestService(own, [MovesConsumer]);
    const keys = await Promise.all(Array.from({ length: 12 }, unit));
    await says(/^503 .*unit\.events has 1 partitions instead of 12/);
    await admin.createPartitions({ topicPartitions: [{ topic: `${own.prefix}unit.events`, count: 12 }] });
    await Promise.all(keys.map(once));
    await says(/^200/);
  } finally {
    await admin.disconnect();
  }
}, 120_000);

it('another cluster under the same address is noticed: nothing is sent there or read from it', async () => {
  const [port, controllerPort] = [await stack.freePort(), await stack.freePort()];
  const start = (name: string) => stack.startKafka({ dir: join(dir, name), port, controllerPort });
  const own: TestKafka = { brokers: [`127.0.0.1:${port}`], prefix: '' };
  let broker = await start('first');
  try {
    await createTopics(own.brokers);
    service = await startTestService(own, [MovesConsumer]);
    await once(await unit());
    await broker.stop();
    broker = await start('second');
    await createTopics(own.brokers);
    const meanwhile = await unit();
    await says(/^503 .*but this database belongs to cluster/);
    // A broker that has just begun does not lead its topics yet.
    await eventually(async () => expect(await readTopic(own, 'unit.events')).toEqual([]), { timeout: 20_000, every: 500 });
    await broker.stop();
    broker = await start('first');
    await once(meanwhile);
    await says(/^200/);
  } finally {
    await broker.stop();
  }
}, 180_000);
