import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { unitMoved } from '@siger/contracts';
import { startTestService, type TestService } from '../messaging.fixture.js';
import { takeFresh } from './inbox.js';
import { Plan } from './plan.js';
import { Positions } from './positions.js';

const consumer = 'training.moves';
const { topic, type } = unitMoved;

describe('where a group goes on', () => {
  let service: TestService;
  let positions: Positions;
  const assigned = [0, 1].map((partition) => ({ topic, partition }));
  const starts = () =>
    positions.starts(assigned, () => Promise.resolve(new Map([0, 1].map((n) => [n, 9]))), AbortSignal.timeout(5_000));

  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
    const plan = new Plan(consumer, 'fast');
    plan.add({ subscription: { kind: 'event', consumer, lane: 'fast', topic, type }, call: () => Promise.resolve(undefined) });
    positions = new Positions(service.dataSource, [plan]);
  });
  afterAll(() => service.stop());

  it('is the beginning for a group that is new', async () => {
    expect(await starts()).toEqual(assigned.map((place) => ({ ...place, offset: 0 })));
  });

  it('is known for every partition while a process that stands still holds the fence of one', async () => {
    const frozen = service.dataSource.createQueryRunner();
    await frozen.startTransaction();
    try {
      await takeFresh(frozen.manager, { consumer, topic, partition: 0 }, [], 7);
      expect(await starts()).toEqual(assigned.map((place) => ({ ...place, offset: 0 })));
      await frozen.commitTransaction();
    } finally {
      await frozen.release();
    }
    expect((await starts()).map(({ offset }) => offset)).toEqual([7, 0]);
  });

  it('is what was passed, even where the database could not take it down at first', async () => {
    const query = jest.spyOn(service.dataSource, 'query').mockRejectedValueOnce(new Error('away'));
    positions.pass(consumer, { topic, partition: 1 }, 5);
    await expect(positions.flush()).rejects.toThrow('away');
    query.mockRestore();
    await positions.flush();
    expect((await starts()).map(({ offset }) => offset)).toEqual([7, 5]);
  });
});
