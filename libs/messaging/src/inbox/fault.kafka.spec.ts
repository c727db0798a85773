import { Controller } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { eventually, kafka, type TestKafka } from '@siger/testing';
import type { Producer } from 'kafkajs';
import { type EventContext, OnEvent } from '../index.js';
import { moveOf, startProducer, startTestService, type TestService } from '../messaging.fixture.js';
import { SliceRunner } from './slice.js';

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (key, sequence) VALUES ($1, $2)', [meta.key, meta.sequence]);
  }
}

describe('a fault of the program around the handlers', () => {
  let broker: TestKafka;
  let producer: Producer;
  let service: TestService;
  beforeEach(async () => {
    broker = kafka();
    producer = await startProducer(broker);
    service = await startTestService(broker, [MovesConsumer]);
  }, 30_000);
  afterEach(async () => {
    jest.restoreAllMocks();
    await producer.disconnect();
    await service.stop();
  }, 30_000);

  const asked = async (url: string) => {
    const { statusCode, body } = await service.app.inject({ method: 'GET', url });
    return { status: statusCode, body };
  };
  const faults = async () =>
    Number(/\nconsumer_program_faults_total\{group="[^"]*training\.fast"\} (\d+)/.exec((await asked('/metrics')).body)?.[1]);
  const effects = (key: string) => service.dataSource.query('SELECT sequence FROM effect WHERE key = $1', [key]);
  const send = (key: string) => producer.send({ topic: `${broker.prefix}unit.events`, messages: [moveOf(key, 1)] });

  it('is called one by health and figures, loses nothing, and is over when the code is right', async () => {
    const key = newId();
    await eventually(async () => expect((await asked('/health/ready')).status).toBe(200), { timeout: 20_000 });
    const before = await faults();
    jest.spyOn(SliceRunner.prototype, 'run').mockRejectedValue(new TypeError('undefined is not a function'));
    await send(key);
    await eventually(async () =>
      expect(await asked('/health/ready')).toEqual({
        status: 503,
        body: expect.stringMatching(/is held by a fault of the program on unit\.events\/\d+/),
      }),
    );
    expect((await asked('/health/ready')).body).not.toContain('waits for what is down');
    expect(await faults()).toBeGreaterThan(before);
    expect([await effects(key), (await asked('/health/live')).status]).toEqual([[], 200]);
    jest.restoreAllMocks();
    await eventually(async () => expect(await effects(key)).toEqual([{ sequence: '1' }]), { timeout: 20_000 });
    await eventually(async () => expect((await asked('/health/ready')).status).toBe(200));
  }, 60_000);
});
