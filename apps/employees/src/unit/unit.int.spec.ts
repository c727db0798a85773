import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, UnitView } from '@siger/contracts';
import { admin, anId, startEmployees, type Caller, type Employees } from '../app.fixture.js';

let employees: Employees;
beforeAll(async () => {
  employees = await startEmployees();
});
afterAll(() => employees.close());

const create = (body: Partial<UnitView> & { from?: string }, caller: Caller = admin) =>
  employees.post<UnitView>(
    '/v1/units',
    {
      parentId: null,
      code: anId(),
      name: 'Unit',
      kind: 'AGENCY',
      from: '2020-01-01',
      ...body,
    },
    { as: caller },
  );
const division = (parentId: string, more: object = {}) => create({ parentId, kind: 'DIVISION', ...more });

describe('POST /v1/units', () => {
  it('creates an agency and a unit below it, with the ids of the caller, and says so', async () => {
    const [agencyId, unitId] = [anId(), anId()];
    expect(await create({ id: agencyId, code: 'DISDIK', name: 'Dinas Pendidikan', regionCode: '18' })).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
    });
    const { status, body } = await division(agencyId, { id: unitId, code: 'DISDIK.02', name: 'Bidang Pelayanan' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: unitId,
      version: 1,
      parentId: agencyId,
      agencyId,
      code: 'DISDIK.02',
      name: 'Bidang Pelayanan',
      kind: 'DIVISION',
      regionCode: null,
      until: null,
      parents: [{ parentId: agencyId, from: '2020-01-01' }],
    });
    const said = await employees.said(unitId);
    expect(said.map(({ type, topic, sequence }) => [type, topic, sequence])).toEqual([
      ['unit.created.v1', 'unit.events', 1],
      ['unit.snapshot.v1', 'unit.snapshot', 1],
    ]);
    expect(said[1]?.data).toEqual({
      unitId,
      version: 1,
      parentId: agencyId,
      agencyId,
      code: 'DISDIK.02',
      name: 'Bidang Pelayanan',
      kind: 'DIVISION',
      regionCode: null,
      until: null,
    });
  });

  it('refuses a taken code and a taken id', async () => {
    const { body } = await create({ code: 'BKD' });
    expect(await create({ code: 'BKD' })).toMatchObject({ status: 409, code: 'unit-code-taken' });
    expect(await create({ id: body.id })).toMatchObject({ status: 409, code: 'already-exists' });
  });

  it('names every fault of a body at once', async () => {
    const { status, body } = await create({ kind: 'CIRCLE' as never, name: '', from: '2026-02-30' });
    expect(status).toBe(422);
    expect(body.errors?.map(({ pointer }) => pointer).sort()).toEqual(['/from', '/kind', '/name']);
  });

  it('a repeated key answers the same and creates nothing', async () => {
    const body = { parentId: null, code: anId(), name: 'Sekali', kind: 'AGENCY', from: '2020-01-01' };
    const machine: Caller = { roles: ['client'], scope: 'employees:write' };
    const first = await employees.post<UnitView>('/v1/units', body, { as: machine, key: 'once' });
    const again = await employees.post<UnitView>('/v1/units', body, { as: machine, key: 'once' });
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(await employees.said(first.body.id)).toHaveLength(2);
    expect(await employees.post('/v1/units', { ...body, name: 'Lain' }, { as: machine, key: 'once' })).toMatchObject({
      status: 422,
    });
    expect(await employees.post('/v1/units', body, { as: machine })).toMatchObject({ code: 'unit-code-taken' });
  });
});

describe('moving', () => {
  it('keeps the tree of each day, and takes what is below along to another agency', async () => {
    const [from, to] = [(await create({})).body, (await create({})).body];
    const unit = (await division(from.id)).body;
    const below = (await create({ parentId: unit.id, kind: 'SECTION' })).body;
    const move = { parentId: to.id, from: '2026-07-01' };

    const moved = await employees.post<UnitView>(`/v1/units/${unit.id}/move`, move, { as: admin, version: 1 });
    expect(moved).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { parentId: to.id, agencyId: to.id } });
    expect((await employees.get<UnitView>(`/v1/units/${below.id}`, { as: admin })).body).toMatchObject({
      parentId: unit.id,
      agencyId: to.id,
      version: 2,
    });
    expect((await employees.said(below.id)).map(({ type }) => type)).toEqual([
      'unit.created.v1',
      'unit.snapshot.v1',
      'unit.transferred.v1',
      'unit.snapshot.v1',
    ]);
    expect((await employees.said(unit.id)).at(-1)).toMatchObject({ sequence: 3, data: { version: 3, agencyId: to.id } });

    const on = async (day: string, agencyId: string) => {
      const { body } = await employees.get<Page<UnitView>>(`/v1/units?on=${day}&agencyId=${agencyId}&limit=200`, { as: admin });
      return body.items.find(({ id }) => id === unit.id)?.parentId;
    };
    expect(await on('2026-06-30', to.id)).toBe(from.id);
    expect(await on('2026-07-01', to.id)).toBe(to.id);
    expect(await on('2019-12-31', to.id)).toBeUndefined();
  });

  it('wants the version that was seen', async () => {
    const agency = (await create({})).body;
    const [unit, other] = [(await division(agency.id)).body, (await division(agency.id)).body];
    const url = `/v1/units/${unit.id}/move`;
    const move = { parentId: other.id, from: '2026-07-01' };
    expect(await employees.post(url, move, { as: admin })).toMatchObject({ status: 428 });
    expect(await employees.post(url, move, { as: admin, version: 7 })).toMatchObject({
      status: 412,
      code: 'stale-version',
    });
    expect(await employees.post(url, move, { as: admin, version: 1 })).toMatchObject({ status: 200 });
    expect(
      await employees.post(`/v1/units/${other.id}/move`, { ...move, parentId: unit.id }, { as: admin, version: 1 }),
    ).toMatchObject({
      status: 409,
      code: 'unit-cycle',
    });
  });

  it('of two moves at once that form a ring together, one is refused', async () => {
    const agency = (await create({})).body;
    const [a, b] = [(await division(agency.id)).body, (await division(agency.id)).body];
    const move = (id: string, parentId: string) =>
      employees.post(`/v1/units/${id}/move`, { parentId, from: '2026-07-01' }, { as: admin, version: 1 });
    const answers = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('renaming and closing', () => {
  it('changes the name, and closes only what is empty', async () => {
    const agency = (await create({})).body;
    const unit = (await division(agency.id)).body;
    const renamed = await employees.post<UnitView>(
      `/v1/units/${unit.id}/rename`,
      { name: 'Bidang Mutu', regionCode: null },
      { as: admin, version: 1 },
    );
    expect(renamed.body).toMatchObject({ name: 'Bidang Mutu', version: 2 });
    const until = { until: '2026-10-31' };
    expect(await employees.post(`/v1/units/${agency.id}/close`, until, { as: admin, version: 1 })).toMatchObject({
      status: 409,
      code: 'unit-in-use',
    });
    expect(await employees.post(`/v1/units/${unit.id}/close`, until, { as: admin, version: 2 })).toMatchObject({
      status: 200,
      body: until,
    });
    expect(await employees.post(`/v1/units/${agency.id}/close`, until, { as: admin, version: 1 })).toMatchObject({ status: 200 });
  });
});

describe('GET /v1/units', () => {
  it('pages by code without losing or repeating', async () => {
    const agency = (await create({})).body;
    for (let n = 0; n < 5; n++) await division(agency.id);
    const ids = new Set<string>();
    let cursor = '';
    do {
      const { body } = await employees.get<Page<UnitView>>(`/v1/units?agencyId=${agency.id}&limit=2${cursor}`, { as: admin });
      body.items.forEach(({ id }) => ids.add(id));
      cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : '';
    } while (cursor);
    expect(ids.size).toBe(6);
  });

  it('refuses what is no day, no parameter or no unit', async () => {
    expect(await employees.get('/v1/units?on=2026-02-30', { as: admin })).toMatchObject({
      status: 400,
      code: 'invalid-parameter',
    });
    expect(await employees.get('/v1/units?colour=red', { as: admin })).toMatchObject({ status: 400 });
    expect(await employees.get(`/v1/units/${anId()}`, { as: admin })).toMatchObject({ status: 404 });
    expect(await employees.get('/v1/units', { as: null })).toMatchObject({ status: 401 });
  });
});
