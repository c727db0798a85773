import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { changed, DomainError, fact, learnerProfileUpdated, unitMoved } from '@siger/contracts';
import { inTransaction, newId, runInContext } from '@siger/service';
import { Changes } from './index.js';
import pg from 'pg';
import { aUnit, moved, startTestService, testUnits, TestUnit, type TestService } from './messaging.fixture.js';

const nowhere = { brokers: ['127.0.0.1:1'], prefix: '' };

describe('changes', () => {
  let service: TestService;
  let changes: Changes;
  beforeAll(async () => {
    service = await startTestService(nowhere, [], { name: 'employees', listen: false });
    changes = service.app.get(Changes);
  });
  afterAll(() => service.stop());

  const outbox = (key: string) =>
    service.dataSource.query<
      { type: string; sequence: string; correlation_id: string; causation_id: string | null; payload: Buffer | null }[]
    >('SELECT type, sequence, correlation_id, causation_id, payload FROM outbox WHERE key = $1 ORDER BY id', [key]);
  const told = async (key: string) => (await outbox(key)).map(({ type, sequence }) => `${type} ${sequence}`);
  const stored = (id: string) => service.dataSource.getRepository(TestUnit).findOneBy({ id });

  it('create a row and tell its facts and its state', async () => {
    const { id, version } = await changes.create(testUnits, aUnit());
    expect(version).toBe(1);
    expect(await told(id)).toEqual(['unit.created.v1 1', 'unit.snapshot.v1 1']);
    const [, snapshot] = await outbox(id);
    expect(JSON.parse(String(snapshot?.payload))).toMatchObject({ unitId: id, version: 1, name: 'Bidang' });
  });

  it('count facts and changes apart: a change may state several facts', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    const twice = (unit: TestUnit) => {
      const first = moved(unit);
      return changed(first.state, ...first.facts, ...moved(unit).facts);
    };
    const state = await changes.change(testUnits, id, twice);
    expect(state.version).toBe(2);
    expect(await told(id)).toEqual([
      'unit.created.v1 1',
      'unit.snapshot.v1 1',
      'unit.moved.v1 2',
      'unit.moved.v1 3',
      'unit.snapshot.v1 3',
    ]);
    expect(await stored(id)).toMatchObject({ version: 2, sequence: '3', parentId: state.parentId });
    expect(JSON.parse(String((await outbox(id)).at(-1)?.payload))).toMatchObject({ version: 3, parentId: state.parentId });
  });

  it('refuse a version that is not the present one, and what is not there', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    await changes.change(testUnits, id, (unit) => moved(unit), { ifMatch: 1 });
    await expect(changes.change(testUnits, id, (unit) => moved(unit), { ifMatch: 1 })).rejects.toThrow(
      new DomainError('stale-version'),
    );
    await expect(changes.change(testUnits, newId(), (unit) => moved(unit))).rejects.toThrow(new DomainError('not-found'));
    await expect(changes.create(testUnits, aUnit(id))).rejects.toThrow(new DomainError('already-exists'));
    expect((await stored(id))?.version).toBe(2);
  });

  const health = async () => (await service.app.inject({ method: 'GET', url: '/health/ready' })).body;

  // PostgreSQL's own answer to a full disk, raised by a trigger: a disk cannot be filled without further rights.
  it('are refused whole while the disk of the outbox is full, and go on when there is room', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    const owner = new pg.Client(service.database.ownerUrl);
    await owner.connect();
    await owner.query(`CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`);
    await owner.query('CREATE TRIGGER disk_full BEFORE INSERT ON outbox EXECUTE FUNCTION disk_full()');
    try {
      const change = changes.change(testUnits, id, (unit) => moved(unit));
      await expect(change).rejects.toMatchObject({ driverError: { code: '53100' } });
      expect([(await stored(id))?.version, await told(id)]).toEqual([1, ['unit.created.v1 1', 'unit.snapshot.v1 1']]);
      expect(await health()).toContain('its disk is full');
    } finally {
      await owner.query('DROP FUNCTION disk_full CASCADE');
      await owner.end();
    }
    await changes.change(testUnits, id, (unit) => moved(unit));
    expect(await told(id)).toContain('unit.moved.v1 2');
    const now = performance.now.bind(performance);
    const later = jest.spyOn(performance, 'now').mockImplementation(() => now() + 15_000);
    expect(await health()).not.toContain('its disk is full');
    later.mockRestore();
  });

  it('write nothing when nothing changed', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    const same = await changes.change(testUnits, id, (unit) => changed({ ...unit }));
    expect(same.version).toBe(1);
    expect((await stored(id))?.version).toBe(1);
    expect(await told(id)).toHaveLength(2);
  });

  it('refuse a silent change of what is told, a fact of another topic, of another key, or that breaks its contract', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    const deciding = (decide: Parameters<typeof changes.change<TestUnit>>[2]) => changes.change(testUnits, id, decide);
    await expect(deciding((unit) => changed({ ...unit, name: 'Seksi' }))).rejects.toThrow('must state a fact');
    const foreign = fact(learnerProfileUpdated, { employeeId: id, competencies: [] });
    await expect(deciding((unit) => changed({ ...unit, name: 'Seksi' }, foreign))).rejects.toThrow('is not said by unit');
    const other = fact(unitMoved, { unitId: newId(), parentId: null, from: '2026-01-01' });
    await expect(deciding((unit) => changed(unit, other))).rejects.toThrow('is not the aggregate that says it');
    const wrong = fact(unitMoved, { unitId: id, parentId: null, from: 'yesterday' });
    await expect(deciding((unit) => changed(unit, wrong))).rejects.toThrow('breaks its contract: /from');
    await expect(deciding((unit) => (Object.assign(unit, { name: 'x' }), changed(unit)))).rejects.toThrow(TypeError);
    expect((await stored(id))?.name).toBe('Bidang');
    expect(await told(id)).toHaveLength(2);
  });

  it('tell nothing of what was rolled back', async () => {
    const id = newId();
    const failing = inTransaction(service.dataSource, async () => {
      await changes.create(testUnits, aUnit(id));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await outbox(id)).toEqual([]);
  });

  it('carry the story of the request or event that caused them', async () => {
    const [correlationId, causationId] = [newId(), newId()];
    const { id } = await runInContext({ correlationId, causationId, language: 'id' }, () => changes.create(testUnits, aUnit()));
    expect(await outbox(id)).toMatchObject([
      { correlation_id: correlationId, causation_id: causationId },
      { correlation_id: correlationId, causation_id: causationId },
    ]);
  });

  it('erase a row and leave a tombstone', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    await changes.erase(testUnits, id);
    expect(await stored(id)).toBeNull();
    expect((await outbox(id)).at(-1)).toMatchObject({ type: 'unit.tombstone', payload: null });
  });

  it('wait for each other on one aggregate: concurrent changes all count', async () => {
    const { id } = await changes.create(testUnits, aUnit());
    await Promise.all(Array.from({ length: 20 }, () => changes.change(testUnits, id, (unit) => moved(unit))));
    expect(await stored(id)).toMatchObject({ version: 21, sequence: '21' });
    const facts = (await told(id)).filter((line) => !line.includes('snapshot')).map((line) => Number(line.split(' ')[1]));
    expect(facts).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  });
});
