import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { transaction } from '@siger/service';
import { eventually, freshDatabase, type TestKafka } from '@siger/testing';
import { Changes, createTopics, type EventContext, OnEvent } from './index.js';
import { aUnit, moved, startTestService, testUnits, type TestService } from './messaging.fixture.js';
import { wireTo } from './wire.fixture.js';

interface Broker {
  stop(): Promise<void>;
  kill9(): Promise<void> | void;
}
interface Stack {
  startKafka(options: { dir: string; port: number; controllerPort: number }): Promise<Broker>;
  freePort(): Promise<number>;
}
const tools = join(import.meta.dirname, '../../../tools/stack');

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

describe('a service whose broker or database comes late and goes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'siger-resilience-'));
  let stack: Stack;
  let start: () => Promise<Broker>;
  let kafka: TestKafka;
  let broker: Broker | undefined;
  let service: TestService;
  let wire: Awaited<ReturnType<typeof wireTo>>;
  let unit: string;
  beforeAll(async () => {
    const [own, ports] = (await Promise.all([import(join(tools, 'kafka.ts')), import(join(tools, 'ports.ts'))])) as [
      Stack,
      Stack,
    ];
    stack = { startKafka: own.startKafka, freePort: ports.freePort };
    const [port, controllerPort] = [await stack.freePort(), await stack.freePort()];
    start = () => stack.startKafka({ dir: join(dir, 'kafka'), port, controllerPort });
    kafka = { brokers: [`127.0.0.1:${port}`], prefix: 'late.' };
    const database = await freshDatabase('late');
    const { hostname, port: at } = new URL(database.url);
    wire = await wireTo(hostname, Number(at));
    const through = (url: string) => Object.assign(new URL(url), { host: `127.0.0.1:${wire.port}` }).toString();
    service = await startTestService(kafka, [MovesConsumer], {
      database: { ...database, url: through(database.url), ownerUrl: through(database.ownerUrl) },
    });
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    await broker?.stop();
    await wire.cut();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  const ready = async () => (await service.app.inject({ method: 'GET', url: '/health/ready' })).statusCode;
  const live = async () => (await service.app.inject({ method: 'GET', url: '/health/live' })).statusCode;
  const move = () => service.app.get(Changes).change(testUnits, unit, (state) => moved(state));
  const effects = async () =>
    (await service.dataSource.query<{ sequence: string }[]>('SELECT sequence FROM effect WHERE key = $1 ORDER BY n', [unit])).map(
      ({ sequence }) => Number(sequence),
    );

  it('starts without a broker, says so, keeps what it is told, and catches up when the broker comes', async () => {
    unit = (await service.app.get(Changes).create(testUnits, aUnit())).id;
    await move();
    expect([await ready(), await live()]).toEqual([503, 200]);
    broker = await start();
    await createTopics(kafka.brokers, kafka.prefix);
    await eventually(async () => expect(await effects()).toEqual([2]), { timeout: 40_000, every: 200 });
    await eventually(async () => expect(await ready()).toBe(200), { timeout: 20_000, every: 200 });
  }, 90_000);

  it('goes on by itself after the broker was killed', async () => {
    await broker?.kill9();
    broker = undefined;
    await move();
    await eventually(async () => expect(await ready()).toBe(503), { timeout: 20_000, every: 200 });
    expect(await live()).toBe(200);
    broker = await start();
    await eventually(async () => expect(await effects()).toEqual([2, 3]), { timeout: 60_000, every: 200 });
    await eventually(async () => expect(await ready()).toBe(200), { timeout: 20_000, every: 200 });
  }, 120_000);

  it('goes on by itself after the database was cut off', async () => {
    await wire.cut();
    await eventually(async () => expect(await ready()).toBe(503), { timeout: 20_000, every: 200 });
    expect(await live()).toBe(200);
    await wire.mend();
    await eventually(() => move(), { timeout: 20_000, every: 200 });
    await eventually(async () => expect((await effects()).slice(0, 3)).toEqual([2, 3, 4]), { timeout: 40_000, every: 200 });
    await eventually(async () => expect(await ready()).toBe(200), { timeout: 20_000, every: 200 });
  }, 120_000);
});
