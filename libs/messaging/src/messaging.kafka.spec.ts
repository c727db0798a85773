import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved, unitSnapshot, UnitSnapshot } from '@siger/contracts';
import { transaction } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import { Changes, type EventContext, OnEvent, OnTombstone } from './index.js';
import { aUnit, moved, readTopic, startTestService, testUnits, type TestService } from './messaging.fixture.js';

const remember = (consumer: string, { meta }: EventContext) =>
  transaction().query('INSERT INTO effect (consumer, key, sequence, id, type) VALUES ($1, $2, $3, $4, $5)', [
    consumer,
    meta.key,
    meta.sequence,
    meta.id,
    meta.type,
  ]);

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  async moved(_data: UnitMoved, event: EventContext) {
    await remember('moves', event);
  }
  @OnEvent(unitSnapshot, { consumer: 'training.units' })
  async told(_data: UnitSnapshot, event: EventContext) {
    await remember('units', event);
  }
  @OnTombstone('unit.snapshot', { consumer: 'training.units' })
  async erased(key: string) {
    await transaction().query(`INSERT INTO effect (consumer, key, type) VALUES ('units', $1, 'tombstone')`, [key]);
  }
}

describe('a change and its effect', () => {
  const broker = kafka();
  let service: TestService;
  let changes: Changes;
  beforeAll(async () => {
    service = await startTestService(broker, [MovesConsumer]);
    changes = service.app.get(Changes);
  });
  afterAll(() => service.stop());
  const effects = (key: string) =>
    service.dataSource.query<{ consumer: string; sequence: string | null; type: string }[]>(
      'SELECT consumer, sequence, type FROM effect WHERE key = $1 ORDER BY consumer, n',
      [key],
    );

  it('meet once, in order, with what the wire asks for', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    await changes.change(testUnits, id, (unit) => moved(unit));
    await changes.change(testUnits, id, (unit) => moved(unit));
    await changes.erase(testUnits, id);
    await eventually(async () =>
      expect(await effects(id)).toEqual([
        { consumer: 'moves', sequence: '2', type: 'unit.moved.v1' },
        { consumer: 'moves', sequence: '3', type: 'unit.moved.v1' },
        { consumer: 'units', sequence: '1', type: 'unit.snapshot.v1' },
        { consumer: 'units', sequence: '2', type: 'unit.snapshot.v1' },
        { consumer: 'units', sequence: '3', type: 'unit.snapshot.v1' },
        { consumer: 'units', sequence: null, type: 'tombstone' },
      ]),
    );
    const states = (await readTopic(broker, 'unit.snapshot')).filter(({ key }) => key === id);
    expect(states.map(({ value }) => value !== null)).toEqual([true, true, true, false]);
    expect(new Set(states.map(({ partition }) => partition)).size).toBe(1);
    const facts = (await readTopic(broker, 'unit.events')).filter(({ key }) => key === id);
    expect(facts.map(({ headers }) => headers['ce_sequence'])).toEqual(['0000000001', '0000000002', '0000000003']);
    expect(facts[0]?.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_source: '/siger/training',
      ce_type: 'unit.created.v1',
      ce_subject: id,
      ce_partitionkey: id,
      ce_dataschema: 'urn:siger:schema:unit.created.v1',
      'content-type': 'application/json',
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
    });
    const told = (await readTopic(broker, 'unit.snapshot')).filter(({ key }) => key === id);
    expect(told.map(({ value }) => value && (JSON.parse(value) as UnitSnapshot).version)).toEqual([1, 2, 3, null]);
  });
});
