import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outsiderAccess, unitMoved } from '@siger/contracts';
import { type Connection, createTopics, issue, securityOptions } from '@siger/messaging/admin';
import { connectionOf, streamOf, type StreamFault, type StreamOptions } from '@siger/stream-client';
import { recordOf } from '@siger/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type Broker, startKafka } from '../stack/kafka.ts';
import { administratorOf, certificateFile } from '../stack/kafka-security.ts';
import { freePort } from '../stack/ports.ts';
import { handoutText, settingsIn } from './handout.ts';

const username = 'bps-lampung';
const password = 'of the reader';

describe('the stream client with an account for reading', () => {
  const dir = mkdtempSync(join(tmpdir(), 'siger-reader-'));
  const secure = { password: 'of the administrator', tls: join(dir, 'tls') };
  let broker: Broker;
  let settings: Record<string, string>;

  beforeAll(async () => {
    const ports = { port: await freePort(), controllerPort: await freePort() };
    broker = await startKafka({ dir: join(dir, 'kafka'), ...ports, log: join(dir, 'kafka.log'), secure });
    const { brokers } = broker;
    const root: Connection = { brokers, security: administratorOf(secure.tls, secure.password) };
    await createTopics(brokers, '', 1, root.security);
    const access = outsiderAccess(username, ['unit.events']);
    await issue(root, access, password);
    const ca = certificateFile(secure.tls);
    settings = settingsIn(handoutText({ brokers, ca, username, password, topics: ['unit.events'], prefix: '' }));
    const client = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, ...securityOptions(root.security) });
    const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const { topic, key, value, headers } = recordOf(unitMoved, unitMoved.example);
    await producer.send({ topic, messages: [{ key, value, headers }] });
    await producer.disconnect();
  }, 60_000);
  afterAll(async () => {
    await broker.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const read = async (more: Partial<StreamOptions<'unit.moved.v1' | 'unit.snapshot.v1'>> = {}, env = settings) => {
    const taken = [];
    for await (const event of streamOf({ ...connectionOf(env), types: ['unit.moved.v1'], until: 'now', ...more }))
      taken.push(event);
    return taken;
  };
  const faultOf = (...how: Parameters<typeof read>): Promise<StreamFault> =>
    read(...how).then(
      () => Promise.reject(new Error('no fault')),
      (fault: StreamFault) => fault,
    );

  it('reads over TLS with the settings as they are handed out, alone and as a group of its own', async () => {
    expect(await read()).toMatchObject([{ type: 'unit.moved.v1', data: unitMoved.example }]);
    expect(await read({ group: `${username}.report` })).toHaveLength(1);
    expect(await read({ group: `${username}.report` })).toHaveLength(0);
  }, 60_000);

  it.each<[string, Parameters<typeof read>[0], Record<string, string>, RegExp]>([
    ['wrong-credentials', {}, { KAFKA_SASL_PASSWORD: 'guessed' }, /does not accept this name and password/],
    ['unknown-topic', { types: ['unit.snapshot.v1'] }, {}, /no topic unit\.snapshot, or this account may not read it/],
    ['not-allowed', { group: 'training.report' }, {}, /must begin with the name of the account/],
    ['no-broker', { ssl: true }, {}, /answers/],
  ])(
    'is told of %s what to do',
    async (code, options, other, message) => {
      const fault = await faultOf(options, { ...settings, ...other });
      expect([fault.code, fault.message]).toEqual([code, expect.stringMatching(message)]);
    },
    60_000,
  );
});
