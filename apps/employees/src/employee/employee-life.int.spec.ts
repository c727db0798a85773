import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  learnerProfileUpdated,
  type EmployeeView,
  type LearnerProfileUpdated,
  type Page,
  type RaterAssignmentView,
  type RaterView,
} from '@siger/contracts';
import type { EventContext } from '@siger/messaging';
import { admin, anId } from '../app.fixture.js';
import { CompetencyConsumer } from '../competency/competency.consumer.js';
import { as, startRegion, type Region } from './region.fixture.js';

let employees: Region['employees'];
let region: Region['region'];
let assign: Region['assign'];
beforeAll(async () => void ({ employees, region, assign } = await startRegion()));
afterAll(() => employees.close());

describe('raters', () => {
  it('are assigned with the version of the employee, by day, and say who set them', async () => {
    const [employee, first, second] = [
      await region.hire('E', region.section),
      await region.hire('R1', region.division),
      await region.hire('R2', region.other),
    ];
    const caller = as(region.head, 'unit-admin');
    const answer = await assign(caller, employee, first);
    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"2"' },
      body: { raters: [{ raterId: first.id, assignedBy: region.head.id }] },
    });
    expect(await assign(caller, employee, second, { from: '2026-07-01' })).toMatchObject({ status: 412 });
    expect(await assign(caller, employee, second, { from: '2026-07-01' }, 2)).toMatchObject({ status: 201 });

    const on = async (day: string) =>
      employees.get<RaterView>(`/v1/employees/${employee.id}/rater?on=${day}`, { as: as(employee) });
    expect((await on('2026-06-30')).body).toMatchObject({ raterName: 'R1', until: '2026-06-30' });
    expect((await on('2026-07-01')).body).toMatchObject({ raterName: 'R2', until: null });
    expect((await on('2025-12-31')).status).toBe(404);
    const mine = await employees.get<Page<RaterAssignmentView>>(`/v1/rater-assignments?raterId=${second.id}`, { as: as(second) });
    expect(mine.body.items).toMatchObject([{ employeeId: employee.id }]);
    expect((await employees.said(employee.id)).at(-1)?.data).toMatchObject({
      version: 4,
      raters: [
        { raterId: first.id, from: '2026-01-01', until: '2026-06-30' },
        { raterId: second.id, from: '2026-07-01', until: null },
      ],
    });
  });

  it('never rate themselves or each other, also not at once', async () => {
    const [a, b] = [await region.hire('Mutual A', region.section), await region.hire('Mutual B', region.section)];
    expect(await assign(admin, a, a)).toMatchObject({ status: 422, code: 'rater-self' });
    expect(await assign(admin, a, { ...b, id: anId() })).toMatchObject({ status: 422, code: 'rater-unknown' });
    const answers = await Promise.all([assign(admin, a, b), assign(admin, b, a)]);
    expect(answers.map(({ status, code }) => (code === 'ok' ? status : code)).sort()).toEqual([201, 'rater-mutual']);
  });
});

describe('leaving and erasing', () => {
  it('ends everything, then forgets the person with a tombstone', async () => {
    const employee = await region.hire('Pensiun', region.section);
    const left = await employees.post<EmployeeView>(
      `/v1/employees/${employee.id}/leave`,
      { until: '2026-10-31' },
      { as: admin, version: 1 },
    );
    expect(left).toMatchObject({ status: 200, body: { active: false, placements: [{ until: '2026-10-31' }] } });
    expect(
      await employees.post(`/v1/employees/${employee.id}/erase`, undefined, { as: as(region.head, 'unit-admin') }),
    ).toMatchObject({
      status: 403,
    });
    expect(await employees.post(`/v1/employees/${employee.id}/erase`, undefined, { as: admin })).toMatchObject({ status: 204 });
    expect((await employees.get(`/v1/employees/${employee.id}`, { as: admin })).status).toBe(404);
    expect((await employees.said(employee.id)).at(-1)).toMatchObject({ topic: 'employee.snapshot', data: null });
  });
});

describe('the audit chain', () => {
  it('notes who did what to whom, without a name', async () => {
    const employee = await region.hire('Rahasia', region.section);
    await assign(as(region.head, 'unit-admin'), employee, region.head);
    const entries = await employees.dataSource.query<{ actor: string; action: string; details: object }[]>(
      'SELECT actor, action, details FROM audit_entries WHERE resource = $1 ORDER BY id',
      [`employees/${employee.id}`],
    );
    expect(entries.map(({ action }) => action)).toEqual(['employee.register', 'rater.assign']);
    expect(entries[1]).toMatchObject({ actor: region.head.id, details: { raterId: region.head.id } });
    expect(JSON.stringify(entries)).not.toContain('Rahasia');
  });
});

describe('the competency profile', () => {
  it('is what training last published, also when it comes twice or an older one comes late', async () => {
    const { siti } = region;
    const profile = { ...learnerProfileUpdated.example, employeeId: siti.id };
    const consumer = employees.app.get(CompetencyConsumer);
    const hear = (sequence: number, told: LearnerProfileUpdated) =>
      employees.consume(() => consumer.profileUpdated(told, { meta: { sequence } } as EventContext));
    const shown = async () => (await employees.get<EmployeeView>(`/v1/employees/${siti.id}`, { as: as(siti) })).body.competencies;
    for (let time = 0; time < 2; time++) await hear(1, profile);
    expect(await shown()).toEqual(profile.competencies);
    const next = { ...profile, competencies: [{ competency: 'PELAYANAN_PUBLIK', level: 3 }] };
    await hear(2, next);
    await hear(1, profile);
    expect(await shown()).toEqual(next.competencies);
  });
});
