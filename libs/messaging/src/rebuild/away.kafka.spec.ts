import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type UnitMoved, unitMoved } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, type TestKafka } from '@siger/testing';
import { createTopics, type EventContext, OnEvent, readModel, rebuild } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService } from '../messaging.fixture.js';

interface Broker {
  readonly pid: number;
  readonly brokers: string[];
  stop(): Promise<void>;
}
interface Stack {
  startKafka(options: object): Promise<Broker>;
  freePort(): Promise<number>;
}
const tools = join(import.meta.dirname, '../../../../tools/stack');

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, readModel({ consumer: 'training.moves', tables: ['effect'] }))
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

const KEYS = 30;
const ROUNDS = 40;
/** More than one fetch brings: 1 MiB of each partition. */
const pad = 'x'.repeat(20_000);
const SILENCE_MS = 6_000;
const dir = mkdtempSync(join(tmpdir(), 'siger-away-'));
let broker: Broker;
let own: TestKafka;
let service: TestService;

beforeAll(async () => {
  const stack = Object.assign({}, await import(join(tools, 'kafka.ts')), await import(join(tools, 'ports.ts'))) as Stack;
  const [port, controllerPort] = [await stack.freePort(), await stack.freePort()];
  broker = await stack.startKafka({ dir: join(dir, 'kafka'), port, controllerPort });
  own = { brokers: broker.brokers, prefix: '' };
  await createTopics(own.brokers);
  const producer = await startProducer(own);
  const keys = Array.from({ length: KEYS }, () => newId());
  for (let round = 1; round <= ROUNDS; round += 1)
    await producer.send({ topic: 'unit.events', messages: keys.map((key) => moveOf(key, round, { pad })) });
  await producer.disconnect();
  service = await startTestService(own, [MovesConsumer]);
}, 60_000);
afterAll(async () => {
  await service.stop();
  await broker.stop();
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

const count = async (what: string) => {
  const [row] = await service.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM ${what}`);
  return row?.n ?? 0;
};

it('a broker that is silent for a while in the middle of a rebuild is waited for: what it has yet to say is not taken for nothing', async () => {
  await eventually(async () => expect(await count('effect')).toBe(KEYS * ROUNDS), { timeout: 60_000, every: 100 });
  const rebuilt = rebuild(service.service, 'moves', { env: service.env });
  const read = `inbox_event WHERE consumer LIKE '%rebuild'`;
  await eventually(async () => expect(await count(read)).toBeGreaterThan(0), { timeout: 30_000, every: 5 });
  process.kill(broker.pid, 'SIGSTOP');
  try {
    await sleep(SILENCE_MS);
    expect(await count(read)).toBeLessThan(KEYS * ROUNDS);
  } finally {
    process.kill(broker.pid, 'SIGCONT');
  }
  const rows = { live: KEYS * ROUNDS, rebuilt: KEYS * ROUNDS };
  expect(await rebuilt).toMatchObject({ outcome: 'switched', comparisons: [{ table: 'effect', rows }] });
}, 120_000);
