import { randomBytes } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved, UnitSnapshot, unitSnapshot } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import type { Message, Producer } from 'kafkajs';
import { encodeHeaders } from '../driver/raw-headers.js';
import { type EventContext, OnEvent, OnTombstone } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService, wireHeaders } from '../messaging.fixture.js';

const effect = (key: string) => transaction().query('INSERT INTO effect (key) VALUES ($1)', [key]);

@Controller()
class UnitsConsumer {
  @OnEvent(unitMoved, { consumer: 'training.units' })
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await effect(meta.key);
  }
  @OnEvent(unitSnapshot, { consumer: 'training.units' })
  async told({ unitId }: UnitSnapshot) {
    await effect(unitId);
  }
  @OnTombstone('unit.snapshot', { consumer: 'training.units' })
  async erased(key: string) {
    await transaction().query('DELETE FROM effect WHERE key::uuid = $1', [key]);
  }
}

/** Each is followed by a sound record of its partition, which has its effect only where the first holds nothing up. */
describe('a record that nobody expects', () => {
  const broker = kafka();
  let service: TestService;
  let producer: Producer;
  beforeAll(async () => {
    service = await startTestService(broker, [UnitsConsumer]);
    producer = await startProducer(broker);
  }, 30_000);
  afterAll(async () => {
    await producer.disconnect();
    await service.stop();
  });

  const send = (topic: string, ...messages: Message[]) =>
    producer.send({ topic: broker.prefix + topic, messages: messages.map((message) => ({ ...message, partition: 0 })) });
  const hasEffect = (key: string) =>
    eventually(async () =>
      expect(await service.dataSource.query('SELECT key FROM effect WHERE key = $1', [key])).toHaveLength(1),
    );
  const kept = (key: string) =>
    service.dataSource.query<object[]>(
      `SELECT status, error, payload IS NULL AS empty FROM inbox_parked WHERE key = $1 ORDER BY seq`,
      [key],
    );

  it('may have a header without a value', async () => {
    const [one, next] = [newId(), newId()];
    const { key = one, value, headers = {} } = moveOf(one, 1);
    const rawHeaders = encodeHeaders([
      ...Object.entries(headers).map(([name, text]) => [name, String(text)] as const),
      ['x', ''],
    ]);
    // The length of the last value, zero, becomes -1: no client of ours writes that.
    rawHeaders.writeUInt8(1, rawHeaders.length - 1);
    await send('unit.events', Object.assign({ key, value }, { rawHeaders }), moveOf(next, 1));
    await hasEffect(one);
    await hasEffect(next);
  });

  it.each(['unit.events', 'unit.snapshot'])('may have a key on %s that no index holds', async (topic) => {
    const [key, next] = [randomBytes(6_000).toString('base64'), newId()];
    await send(topic, { key, value: topic === 'unit.events' ? 'x' : null });
    await send('unit.events', moveOf(next, 1));
    await hasEffect(next);
    await eventually(async () => expect(await kept(key.slice(0, 200))).toMatchObject([{ status: 'dead' }]));
  });

  it('may erase what has no such name', async () => {
    await send('unit.snapshot', { key: 'everybody', value: null });
    await eventually(async () =>
      expect(await kept('everybody')).toMatchObject([{ status: 'dead', error: 'UNDECODABLE: no value' }]),
    );
  });

  it('is not kept once its key is erased, so that no re-drive brings back what it says', async () => {
    const key = newId();
    await send('unit.snapshot', { key, value: '{"name":"Siti"', headers: wireHeaders('unit.snapshot.v1', key) });
    await eventually(async () => expect(await kept(key)).toMatchObject([{ status: 'dead', empty: false }]));
    await send('unit.snapshot', { key, value: null });
    await eventually(async () =>
      expect(await kept(key)).toEqual([{ status: 'discarded', error: 'erased by a tombstone', empty: true }]),
    );
  });
});
