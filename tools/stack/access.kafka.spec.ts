import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outsiderAccess, serviceAccess, streamServices, type StreamAccess, topicNames, type TopicName } from '@siger/contracts';
import * as admin from '@siger/messaging/admin';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type Broker, startKafka } from './kafka.ts';
import { administratorOf } from './kafka-security.ts';
import { freePort } from './ports.ts';

const analyst = outsiderAccess('analyst');
const granted = outsiderAccess('census', ['unit.events', 'employee.snapshot']);
const everybody: StreamAccess[] = [...streamServices.map(serviceAccess), analyst, granted];
const passwordOf = (name: string) => `secret of ${name}`;

/** What a client answers when it is refused: the innermost type or name. */
const refusalOf = (error: unknown): string => {
  const { type, name, cause } = error as { type?: string; name: string; cause?: unknown };
  return type && type !== 'UNKNOWN' ? type : cause ? refusalOf(cause) : name;
};

describe('a secured broker', () => {
  const dir = mkdtempSync(join(tmpdir(), 'siger-access-'));
  const secure = { password: 'of the administrator', tls: join(dir, 'tls') };
  let broker: Broker;
  let root: admin.Connection;

  beforeAll(async () => {
    const ports = { port: await freePort(), controllerPort: await freePort() };
    broker = await startKafka({ dir: join(dir, 'kafka'), ...ports, log: join(dir, 'kafka.log'), secure });
    root = { brokers: broker.brokers, security: administratorOf(secure.tls, secure.password) };
    await admin.createTopics(root.brokers, '', 1, root.security);
    await admin.grantServices(root, Object.fromEntries(streamServices.map((name) => [name, passwordOf(name)])));
    for (const access of [analyst, granted]) await admin.issue(root, access, passwordOf(access.principal));
    await write(root, 'the administrator', topicNames);
  }, 60_000);
  afterAll(async () => {
    await broker.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const as = (username: string, password = passwordOf(username)): admin.Connection => ({
    brokers: broker.brokers,
    security: { ca: root.security?.ca, mechanism: 'scram-sha-512', username, password },
  });
  const clientOf = ({ brokers, security }: admin.Connection) =>
    new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 1 }, ...admin.securityOptions(security) });

  const write = async (connection: admin.Connection, value: string, topics: readonly TopicName[]): Promise<void> => {
    const options = { idempotent: true, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner };
    const producer = clientOf(connection).producer(options);
    await producer.connect();
    try {
      for (const topic of topics) await producer.send({ topic, messages: [{ key: 'a', value }] });
    } finally {
      await producer.disconnect();
    }
  };
  // Who writes nothing at all may not even begin an idempotent producer, which is asked of the cluster.
  const mayWrite = (user: string, topic: TopicName) =>
    write(as(user), user, [topic]).then(() => true, refusedWith('TOPIC_AUTHORIZATION_FAILED', 'CLUSTER_AUTHORIZATION_FAILED'));

  /** Resolves when the first record has arrived. */
  const read = async (connection: admin.Connection, groupId: string, topic: TopicName): Promise<void> => {
    const consumer = clientOf(connection).consumer({ groupId, maxWaitTimeInMs: 50, allowAutoTopicCreation: false });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload: { error } }) => reject(error));
        consumer.run({ autoCommit: false, eachMessage: async () => resolve() }).catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
  };
  /** A broker that reads a part of its groups for the first time asks to come again. */
  const readLoaded = async (connection: admin.Connection, groupId: string, topic: TopicName): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await read(connection, groupId, topic);
      } catch (error) {
        if (refusalOf(error) !== 'GROUP_LOAD_IN_PROGRESS' || tries === 20) throw error;
        await sleep(100);
      }
    }
  };
  const mayRead = (user: string, topic: TopicName) =>
    readLoaded(as(user), `${user}.${topic}`, topic).then(
      () => true,
      // Who reads nothing at all has no group either, and kafkajs then misses the coordinator.
      refusedWith('TOPIC_AUTHORIZATION_FAILED', 'KafkaJSGroupCoordinatorNotFound'),
    );
  const refusedWith =
    (...expected: string[]) =>
    (error: unknown) => {
      expect(expected).toContain(refusalOf(error));
      return false;
    };

  const matrixOf = (access: StreamAccess) =>
    topicNames.map((topic) => ({ topic, write: access.writes.includes(topic), read: access.reads.includes(topic) }));

  it.each(everybody.map((access) => [access.principal, access] as const))(
    'lets %s write and read what its table says, topic by topic, and nothing else',
    async (user, access) => {
      const found = [];
      for (const topic of topicNames) found.push({ topic, write: await mayWrite(user, topic), read: await mayRead(user, topic) });
      expect(found).toEqual(matrixOf(access));
    },
    60_000,
  );

  it('shows an analyst no topic with personal data, not even its name', async () => {
    const seen = await admin.asAdmin(as('analyst'), 'spec', (client) => client.listTopics());
    expect(seen.sort()).toEqual([...analyst.reads].sort());
  });

  it('keeps everybody out of the groups of others', async () => {
    await expect(read(as('analyst'), 'training.fast', 'appraisal.events')).rejects.toThrow(/coordinator|authorized/i);
  });

  it('lets nobody but the administrator make topics or rights', async () => {
    const topics = [{ topic: 'mine', numPartitions: 1 }];
    const client = clientOf(as('training')).admin();
    await client.connect();
    await expect(client.createTopics({ topics }).finally(() => client.disconnect())).rejects.toThrow();
    await expect(admin.issue(as('training'), outsiderAccess('friend'), 'x')).rejects.toThrow(/does not list its users/);
    expect((await admin.principals(root)).map(({ name }) => name)).not.toContain('friend');
  });

  it('knows nobody with a wrong password, without one, or without TLS', async () => {
    const list = (connection: admin.Connection) => clientOf(connection).admin();
    await expect(list(as('training', 'guessed')).connect()).rejects.toThrow(/invalid credentials/);
    await expect(list({ brokers: broker.brokers }).connect()).rejects.toThrow();
    const stranger = { ...as('training'), security: { ...administratorOf(secure.tls, 'guessed') } };
    await expect(list(stranger).connect()).rejects.toThrow(/invalid/i);
  });

  it('takes back what a service no longer needs at the next step', async () => {
    await admin.issue(root, { principal: 'spare', writes: ['unit.events'], reads: [], groups: 'spare.' }, passwordOf('spare'));
    expect(await mayWrite('spare', 'unit.events')).toBe(true);
    expect(await admin.revoke(root, 'spare')).toBe(true);
    expect(await admin.revoke(root, 'spare')).toBe(false);
    await expect(write(as('spare'), 'x', ['unit.events'])).rejects.toThrow(/invalid credentials/);
    await expect(admin.issue(root, analyst, 'again')).rejects.toThrow('analyst has been issued already; revoke it first.');
  });

  it.each(['training', 'training.rebuild', 'unit', 'analyst.reports'])(
    'issues nobody who, as %s, would get into groups of others or is called as topics are',
    async (name) => {
      await expect(admin.issue(root, { ...outsiderAccess(name), groups: `${name}.` }, 'x', '')).rejects.toThrow(
        /has been issued already|could join groups that belong to .*; take another name/,
      );
    },
  );

  it('issues nobody who is called as another environment of the cluster is', async () => {
    await admin.createTopics(root.brokers, 'staging.', 1, root.security);
    await expect(admin.issue(root, outsiderAccess('staging'), 'x')).rejects.toThrow(/As staging .* belong to staging\./);
    expect((await admin.principals(root)).map(({ name }) => name)).not.toContain('staging');
  });

  it('sets no environment up whose groups an outsider could join, who was there before it', async () => {
    await admin.issue(root, { ...outsiderAccess('qa'), groups: 'qa.' }, passwordOf('qa'));
    const granting = () => admin.grantServices(root, { training: passwordOf('training') }, 'qa.');
    await expect(granting()).rejects.toThrow(/User:qa may join every group that begins with qa\.; revoke it first/);
    expect(await admin.revoke(root, 'qa')).toBe(true);
    await granting();
    expect((await admin.principals(root)).map(({ name }) => name)).toContain('qa.training');
  });

  it('ends what a revoked reader reads, though it is connected', async () => {
    await admin.issue(root, outsiderAccess('leaver'), passwordOf('leaver'));
    const consumer = clientOf(as('leaver')).consumer({ groupId: 'leaver.reports', maxWaitTimeInMs: 50 });
    const heard: string[] = [];
    const ended = Promise.withResolvers<Error>();
    try {
      await consumer.connect();
      await consumer.subscribe({ topic: 'training.events', fromBeginning: false });
      consumer.on(consumer.events.CRASH, ({ payload: { error } }) => ended.resolve(error));
      await consumer.run({ autoCommit: false, eachMessage: async ({ message }) => void heard.push(String(message.value)) });
      for (let tries = 0; heard.length === 0 && tries < 100; tries += 1) {
        await write(root, 'before', ['training.events']);
        await sleep(100);
      }
      expect(heard).toContain('before');
      expect(await admin.revoke(root, 'leaver')).toBe(true);
      await write(root, 'after', ['training.events']);
      expect(refusalOf(await ended.promise)).toMatch(/AUTHORIZATION_FAILED|KafkaJSGroupCoordinatorNotFound/);
      await sleep(500);
      expect(heard).not.toContain('after');
    } finally {
      await consumer.disconnect();
    }
  }, 60_000);
});
