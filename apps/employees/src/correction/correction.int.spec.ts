import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CorrectionView, EmployeeView, Page } from '@siger/contracts';
import { admin, anId, startEmployees, type Caller, type Employees } from '../app.fixture.js';

let employees: Employees;
const [agency, other, position] = [anId(), anId(), anId()];
let [siti, rater, unitAdmin, stranger]: Caller[] = [];

beforeAll(async () => {
  employees = await startEmployees();
  for (const [id, code] of [
    [agency, 'A'],
    [other, 'B'],
  ])
    await employees.post(
      '/v1/units',
      { id, parentId: null, code, name: code, kind: 'AGENCY', from: '2020-01-01' },
      { as: admin },
    );
  await employees.post('/v1/positions', { id: position, code: 'PEL', name: 'Pengelola Data', kind: 'PELAKSANA' }, { as: admin });
  let n = 100;
  const hire = async (unitId: string, ...roles: Caller['roles']): Promise<Caller> => {
    const placement = { unitId, positionId: position, from: '2026-01-01' };
    const body = { nip: `199001012015051${n++}`, name: 'Nama', status: 'PNS', placement };
    return {
      roles: ['employee', ...roles],
      employeeId: (await employees.post<EmployeeView>('/v1/employees', body, { as: admin })).body.id,
    };
  };
  siti = await hire(agency);
  rater = await hire(other);
  unitAdmin = await hire(agency, 'unit-admin');
  stranger = await hire(other, 'unit-admin');
});
afterAll(() => employees.close());

const request = (caller: Caller | undefined, body: object) =>
  employees.post<CorrectionView>('/v1/corrections', body, { as: caller ?? null });
const decide = (caller: Caller | undefined, { id, version }: CorrectionView, verb: string, body?: object) =>
  employees.post<CorrectionView>(`/v1/corrections/${id}/${verb}`, body, { as: caller ?? null, version });

describe('a correction', () => {
  it('of the rater is asked for by the employee, approved by the unit administrator, and takes effect', async () => {
    const asked = await request(siti, {
      kind: 'RATER',
      note: 'Atasan saya keliru',
      raterId: rater?.employeeId,
      from: '2026-03-01',
    });
    expect(asked).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { status: 'REQUESTED', employeeId: siti?.employeeId },
    });
    const said = await employees.said(asked.body.id);
    expect(said).toMatchObject([{ type: 'correction.requested.v1', topic: 'employee.events', sequence: 1 }]);
    expect(JSON.stringify(said)).not.toContain('keliru');

    const approved = await decide(unitAdmin, asked.body, 'approve');
    expect(approved).toMatchObject({ status: 200, body: { status: 'APPROVED', decidedBy: unitAdmin?.employeeId, version: 2 } });
    expect(await employees.get(`/v1/employees/${siti?.employeeId}/rater`, { as: siti ?? null })).toMatchObject({
      body: { raterId: rater?.employeeId, from: '2026-03-01', assignedBy: unitAdmin?.employeeId },
    });
    expect(await decide(unitAdmin, approved.body, 'approve')).toMatchObject({ status: 409, code: 'correction-decided' });
    expect(await decide(unitAdmin, asked.body, 'approve')).toMatchObject({ status: 412 });
  });

  it('that cannot take effect stays undecided', async () => {
    const asked = await request(rater, { kind: 'RATER', note: 'Siti menilai saya', raterId: siti?.employeeId });
    expect(await decide(stranger, asked.body, 'approve')).toMatchObject({ status: 409, code: 'rater-mutual' });
    expect(await employees.get(`/v1/corrections/${asked.body.id}`, { as: rater ?? null })).toMatchObject({
      body: { status: 'REQUESTED', version: 1 },
    });
  });

  it('is rejected with a reason, and seen by the employee and the unit only', async () => {
    const asked = await request(siti, { kind: 'IDENTITY', note: 'Nama saya salah tulis' });
    const rejected = await decide(unitAdmin, asked.body, 'reject', { reason: 'Perbaiki di SIMPEG' });
    expect(rejected.body).toMatchObject({ status: 'REJECTED', reason: 'Perbaiki di SIMPEG' });
    const seen = async (caller: Caller | undefined) =>
      (await employees.get<Page<CorrectionView>>('/v1/corrections', { as: caller ?? null })).body.items.some(
        ({ id }) => id === asked.body.id,
      );
    expect([await seen(siti), await seen(unitAdmin), await seen(stranger), await seen(rater)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect((await employees.get(`/v1/corrections/${asked.body.id}`, { as: stranger ?? null })).status).toBe(404);
    expect(await decide(stranger, asked.body, 'approve')).toMatchObject({ status: 404 });
  });

  it('is never decided by the one who asked', async () => {
    const asked = await request(unitAdmin, { kind: 'PLACEMENT', note: 'Unit saya salah' });
    expect(await decide(unitAdmin, asked.body, 'approve')).toMatchObject({ status: 403 });
    expect(await decide(siti, asked.body, 'approve')).toMatchObject({ status: 403 });
  });

  it('names a rater exactly when it is about the rater', async () => {
    expect(await request(siti, { kind: 'RATER', note: 'x' })).toMatchObject({ status: 422, code: 'correction-rater' });
    expect(await request(siti, { kind: 'RATER', note: 'x', raterId: anId() })).toMatchObject({
      status: 422,
      code: 'rater-unknown',
    });
    expect(await request(admin, { kind: 'IDENTITY', note: 'x' })).toMatchObject({ status: 403 });
  });
});
