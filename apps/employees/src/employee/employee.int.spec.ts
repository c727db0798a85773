import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EmployeeSummary, EmployeeView, Page, Placement, RaterAssignmentView } from '@siger/contracts';
import { admin, type Caller } from '../app.fixture.js';
import { as, nip, startRegion, type Region } from './region.fixture.js';

let employees: Region['employees'];
let region: Region['region'];
let assign: Region['assign'];
beforeAll(async () => void ({ employees, region, assign } = await startRegion()));
afterAll(() => employees.close());

describe('POST /v1/employees', () => {
  it('registers and places in one step; only the snapshot names the person', async () => {
    const { siti, section, position } = region;
    expect(siti).toMatchObject({
      version: 1,
      active: true,
      placements: [{ unitId: section, positionId: position, primary: true }],
      competencies: [],
    });
    const said = await employees.said(siti.id);
    expect(said.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['employee.registered.v1', 1],
      ['employee.placed.v1', 2],
      ['employee.snapshot.v1', 2],
    ]);
    expect(JSON.stringify(said.slice(0, 2))).not.toContain('Siti');
    expect(said[2]?.data).toMatchObject({ employeeId: siti.id, version: 2, nip: siti.nip, name: 'Siti Rahmawati', raters: [] });
  });

  it('reads a NIP with blanks, refuses a wrong one with its codes, and a known one', async () => {
    const spaced = await employees.post<EmployeeView>(
      '/v1/employees',
      {
        nip: '19660801 198803 1 001',
        name: 'Slamet',
        status: 'PNS',
      },
      { as: admin },
    );
    expect(spaced).toMatchObject({ status: 201, body: { nip: '196608011988031001' } });
    const again = { nip: '196608011988031001', name: 'Slamet', status: 'PNS' };
    expect(await employees.post('/v1/employees', again, { as: admin })).toMatchObject({ status: 409, code: 'nip-taken' });
    const wrong = await employees.post<{ detail: string }>(
      '/v1/employees',
      { ...again, nip: '199013012015051001' },
      { as: admin },
    );
    expect(wrong).toMatchObject({ status: 422, code: 'nip-invalid' });
    expect(wrong.body.detail).toContain('BIRTH_DATE');
    expect(
      await employees.post('/v1/employees', { ...again, nip: '199001012022211001', status: 'PPPK' }, { as: admin }),
    ).toMatchObject({
      status: 201,
    });
  });

  it('an agency administrator registers into the own agency only', async () => {
    const caller = as(region.clerk, 'agency-admin');
    const body = (unitId?: string) => ({
      nip: nip(),
      name: 'Baru',
      status: 'PNS',
      ...(unitId ? { placement: { unitId, positionId: region.position, from: '2026-02-01' } } : {}),
    });
    expect(await employees.post('/v1/employees', body(region.section), { as: caller })).toMatchObject({ status: 201 });
    expect(await employees.post('/v1/employees', body(region.other), { as: caller })).toMatchObject({
      status: 422,
      code: 'unit-unknown',
    });
    expect(await employees.post('/v1/employees', body(), { as: caller })).toMatchObject({ status: 422, code: 'invalid-body' });
    expect(await employees.post('/v1/employees', body(region.section), { as: as(region.siti) })).toMatchObject({ status: 403 });
  });
});

describe('text with U+0000', () => {
  it('is the fault of the caller', async () => {
    const body = { nip: nip(), name: 'a\u0000b', status: 'PNS' };
    expect((await employees.post('/v1/employees', body, { as: admin })).status).toBe(400);
    expect((await employees.get('/v1/employees?q=a%00b', { as: admin })).status).toBe(400);
    expect((await employees.get('/v1/units?cursor=AA', { as: admin })).status).toBe(400);
  });
});

describe('GET /v1/employees', () => {
  const names = async (caller: Caller, query = '') =>
    (await employees.get<Page<EmployeeSummary>>(`/v1/employees?limit=200${query}`, { as: caller })).body.items.map(
      ({ name }) => name,
    );

  it('lists oneself, and whom one rates', async () => {
    const [leader, follower] = [
      await region.hire('Leader', region.division, true),
      await region.hire('Follower', region.section),
    ];
    expect(await names(as(leader))).toEqual(['Leader']);
    await assign(admin, follower, leader);
    expect(await names(as(leader))).toEqual(['Follower', 'Leader']);
    expect((await employees.get(`/v1/employees/${follower.id}`, { as: as(leader) })).status).toBe(200);
    expect((await employees.get(`/v1/employees/${leader.id}`, { as: as(follower) })).status).toBe(404);
  });

  it('lists the subtree of a unit administrator, the agency of an agency administrator, everyone to the platform', async () => {
    const unit = await names(as(region.head, 'unit-admin'));
    expect(unit).toEqual(expect.arrayContaining(['Siti Rahmawati', 'Bambang Wijaya']));
    expect(unit).not.toContain('Agus Salim');
    const agency = await names(as(region.siti, 'agency-admin'));
    expect(agency).toEqual(expect.arrayContaining(['Siti Rahmawati', 'Agus Salim']));
    expect(agency).not.toContain('Dewi Lestari');
    expect(await names(admin)).toContain('Dewi Lestari');
    expect(await names(admin)).toEqual((await names(admin)).toSorted());
  });

  it('filters by name, NIP and unit, and takes % literally', async () => {
    expect(await names(admin, '&q=dewi')).toEqual(['Dewi Lestari']);
    expect(await names(admin, `&q=${region.siti.nip}`)).toEqual(['Siti Rahmawati']);
    expect(await names(admin, '&q=%25')).toEqual([]);
    expect(await names(admin, `&unitId=${region.other}`)).toEqual(['Dewi Lestari']);
    expect(await names(as(region.siti, 'agency-admin'), `&unitId=${region.other}`)).toEqual([]);
  });

  it('pages without losing or repeating, and refuses a cursor that it did not give', async () => {
    const all = await names(admin);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await employees.get<Page<EmployeeSummary>>(`/v1/employees?limit=2${cursor}`, { as: admin });
      seen.push(...body.items.map(({ name }) => name));
      cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : '';
    } while (cursor);
    expect(seen).toEqual(all);
    expect(await employees.get('/v1/employees?cursor=bm9uc2Vuc2U', { as: admin })).toMatchObject({ status: 400 });
  });

  it('shows where somebody worked on a day', async () => {
    const mover = await region.hire('Mover', region.section);
    const body = { unitId: region.sibling, positionId: region.position, from: '2026-07-01' };
    await employees.post(`/v1/employees/${mover.id}/placements`, body, { as: admin, version: 1 });
    const held = await employees.get<Page<Placement>>(`/v1/employees/${mover.id}/placements`, { as: as(mover) });
    expect(held.body.items.map(({ unitId, until }) => [unitId, until])).toEqual([
      [region.section, '2026-06-30'],
      [region.sibling, null],
    ]);
    const on = async (day: string, unitId: string) =>
      (await employees.get<Page<EmployeeSummary>>(`/v1/units/${unitId}/employees?on=${day}`, { as: admin })).body.items.some(
        ({ id }) => id === mover.id,
      );
    expect([await on('2026-06-30', region.section), await on('2026-07-01', region.section)]).toEqual([true, false]);
    expect([await on('2026-06-30', region.sibling), await on('2026-07-01', region.sibling)]).toEqual([false, true]);
    expect(await on('2025-12-31', region.section)).toBe(false);
  });
});

describe('another unit', () => {
  it.each(['unit-admin', 'agency-admin', 'training-admin', 'assessor-team', 'inspectorate'] as const)(
    'is unknown to %s',
    async (role) => {
      const caller = as(region.clerk, role);
      const { stranger, other } = region;
      expect((await employees.get(`/v1/employees/${stranger.id}`, { as: caller })).status).toBe(404);
      expect((await employees.get(`/v1/employees/${stranger.id}/rater`, { as: caller })).status).toBe(404);
      expect((await employees.get(`/v1/units/${other}/employees`, { as: caller })).status).toBe(404);
      const listed = await employees.get<Page<RaterAssignmentView>>(`/v1/rater-assignments?employeeId=${stranger.id}`, {
        as: caller,
      });
      expect(listed.body.items).toEqual([]);
    },
  );

  it('is not changed by a unit administrator, also not by taking somebody over', async () => {
    const caller = as(region.head, 'unit-admin');
    const placement = { unitId: region.section, positionId: region.position, from: '2026-03-01' };
    expect(
      await employees.post(`/v1/employees/${region.clerk.id}/placements`, placement, { as: caller, version: 1 }),
    ).toMatchObject({
      status: 404,
    });
    expect(await assign(caller, region.clerk, region.head)).toMatchObject({ status: 404 });
    const away = { ...placement, unitId: region.sibling };
    expect(await employees.post(`/v1/employees/${region.siti.id}/placements`, away, { as: caller, version: 1 })).toMatchObject({
      code: 'unit-unknown',
    });
  });
});
