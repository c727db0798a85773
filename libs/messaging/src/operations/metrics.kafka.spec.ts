import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { newId } from '@siger/service';
import { clientOf, eventually, kafka } from '@siger/testing';
import { Changes, OnEvent } from '../index.js';
import { aUnit, moveOf, startProducer, startTestService, testUnits, type TestService } from '../messaging.fixture.js';
import { alerts, exposed, lookedAt, missing, panels } from './promql.fixture.js';

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  moved({ parentId }: UnitMoved) {
    if (parentId) throw new Error('no');
  }
}

describe('what a service exposes', () => {
  const broker = kafka();
  let service: TestService;
  let atFirst: string;
  let has: ReadonlyMap<string, ReadonlySet<string>>;
  beforeAll(async () => {
    service = await startTestService(broker, [MovesConsumer]);
    atFirst = (await service.app.inject({ method: 'GET', url: '/metrics' })).body;
    const producer = await startProducer(broker);
    const topic = `${broker.prefix}unit.events`;
    const value = (key: string, parentId: unknown) => JSON.stringify({ unitId: key, parentId, from: '2026-07-01' });
    const [good, failing, broken, strange] = [newId(), newId(), newId(), newId()];
    const once = moveOf(good, 1);
    await producer.send({ topic, messages: [once, once, { ...moveOf(failing, 1), value: value(failing, newId()) }] });
    await producer.send({ topic, messages: [{ ...moveOf(broken, 1), value: value(broken, 7) }] });
    await producer.send({ topic, messages: [moveOf(strange, 1, { ce_type: 'unit.flown.v1' })] });
    await producer.disconnect();
    await service.app.get(Changes).create(testUnits, aUnit());
    await clientOf(service.app).get('/v1/operations/training/parked');
    await eventually(
      async () => {
        const text = (await service.app.inject({ method: 'GET', url: '/metrics' })).body;
        const samples = [
          'consumer_lag',
          'parked_keys',
          'dead_letters',
          'dead_total',
          'unknown_type_total',
          'last_poll_age_seconds',
        ];
        for (const name of samples) expect(text).toContain(`\n${name}{`);
        has = exposed(text);
      },
      { timeout: 40_000, every: 500 },
    );
  }, 60_000);
  afterAll(() => service.stop(), 30_000);

  it.each([
    'outbox_dead_total{reason="MESSAGE_TOO_LARGE"} 0',
    'contract_violation_total{type="unit.moved.v1"} 0',
    'unknown_type_total{topic="unit.events"} 0',
    'relay_lease_lost_total 0',
  ])('begins at zero, so that an alert sees the first rise: %s', (sample) => expect(atFirst).toContain(`\n${sample}\n`));
  it('says from the start that it is not in its group', () =>
    expect(atFirst).toMatch(/\nconsumer_state\{group="[^"]+"\} [01]\n/));
  it.each(alerts())('has what the alert $name asks', ({ expr }) => expect(missing(expr, has)).toEqual([]));
  it.each(panels())('has what the panel "$name" asks', ({ expr }) => expect(missing(expr, has)).toEqual([]));
  it.each(lookedAt())('has what the page $name says to look at: $expr', ({ expr }) => {
    const isHistogram = has.has(`${expr}_count`);
    expect(isHistogram ? [] : missing(expr, has)).toEqual([]);
  });
});
