import { Controller } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type UnitMoved, unitMoved } from '@siger/contracts';
import { newId, type ProduceEncoder, transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import { kafkaClient } from '../driver/client.js';
import { isSeamInstalled, useEncoder } from '../driver/kafkajs-fixes.js';
import { partitionOf } from '../driver/partition.js';
import { decodeHeaders, encodeHeaders } from '../driver/raw-headers.js';
import { Changes, type EventContext, OnEvent } from '../index.js';
import { aUnit, moved, readTopic, startTestService, type TestService, testUnits } from '../messaging.fixture.js';
import { Sender } from './sender.js';
import type { PendingRow } from './window.js';

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

const ROWS = 200;
const broker = kafka();

const aRow = (_: unknown, i: number): PendingRow => {
  const key = newId();
  const hdr = encodeHeaders([
    ['ce_id', newId()],
    ['ce_subject', 'Biro Umum, Jalan Ampera – 茉莉'.repeat(i % 5)],
    ['empty', ''],
    ['n', String(i)],
  ]);
  const payload = i % 7 === 0 ? null : Buffer.from(JSON.stringify({ n: i, pad: 'x'.repeat(i * 10) }));
  return { id: String(i + 1), topic: 'unit.events', key, hdr, payload, part: partitionOf('unit.events', key) };
};
const idOf = ({ hdr }: PendingRow) => String(decodeHeaders(hdr)['ce_id']);

describe('with the encoder of kafkajs, which one setting asks for', () => {
  let service: TestService | undefined;
  afterEach(() => service?.stop());

  it('the same rows are read back as with our own', async () => {
    const rows = Array.from({ length: ROWS }, aRow);
    const sendWith = async (encoder: ProduceEncoder) => {
      useEncoder(encoder);
      const sender = new Sender({
        ...{ kafka: kafkaClient({ brokers: broker.brokers, clientId: 'spec' }), prefix: broker.prefix, encoder },
      });
      await sender.deliver(rows, new AbortController().signal, () => Promise.reject(new Error('nothing is poison here')));
      await sender.close();
    };
    await sendWith('own');
    await sendWith('kafkajs');
    const byId = new Map<string, object[]>();
    for (const { offset: _, ...record } of await readTopic(broker, 'unit.events')) {
      const id = record.headers['ce_id'] ?? '';
      byId.set(id, [...(byId.get(id) ?? []), record]);
    }
    expect([...byId.keys()].sort()).toEqual(rows.map(idOf).sort());
    for (const row of rows) {
      const { key, part, payload, hdr } = row;
      const [own, stock, ...more] = byId.get(idOf(row)) ?? [];
      expect(more).toEqual([]);
      expect(own).toMatchObject({ key, partition: part, value: payload && payload.toString() });
      expect(stock).toEqual(own);
      expect(Object.keys((stock as { headers: object }).headers)).toHaveLength(hdr[0] ? hdr[0] >> 1 : 0);
    }
  }, 60_000);

  it('a service says and hears its events', async () => {
    service = await startTestService(broker, [MovesConsumer], { env: { KAFKA_PRODUCE_ENCODER: 'kafkajs' } });
    expect(isSeamInstalled()).toBe(false);
    const changes = service.app.get(Changes);
    const { id } = await changes.create(testUnits, aUnit());
    await changes.change(testUnits, id, (state) => moved(state));
    const { dataSource } = service;
    const effects = () => dataSource.query<object[]>('SELECT sequence FROM effect WHERE key = $1', [id]);
    await eventually(async () => expect(await effects()).toEqual([{ sequence: '2' }]), { timeout: 30_000, every: 100 });
  }, 60_000);
});
