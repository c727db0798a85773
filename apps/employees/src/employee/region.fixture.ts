import type { EmployeeView } from '@siger/contracts';
import { expect } from '@jest/globals';
import { admin, anId, startEmployees, type Caller, type Employees } from '../app.fixture.js';

let sequence = 100;
export const nip = () => `199001012015051${sequence++}`;

/** Two agencies; the first has two divisions, one of them with a section. Everyone is there since 2026-01-01. */
const settle = async (employees: Employees) => {
  const ids = { agency: anId(), other: anId(), division: anId(), section: anId(), sibling: anId(), position: anId() };
  const unit = (id: string, parentId: string | null, kind: string, code: string) =>
    employees.post('/v1/units', { id, parentId, code, name: code, kind, from: '2020-01-01' }, { as: admin });
  await unit(ids.agency, null, 'AGENCY', 'A');
  await unit(ids.other, null, 'AGENCY', 'B');
  await unit(ids.division, ids.agency, 'DIVISION', 'A.1');
  await unit(ids.section, ids.division, 'SECTION', 'A.1.1');
  await unit(ids.sibling, ids.agency, 'DIVISION', 'A.2');
  await employees.post(
    '/v1/positions',
    { id: ids.position, code: 'PEL', name: 'Pengelola Data', kind: 'PELAKSANA' },
    { as: admin },
  );

  const hire = async (name: string, unitId: string, head = false) => {
    const placement = { unitId, positionId: ids.position, head, from: '2026-01-01' };
    const { body, status } = await employees.post<EmployeeView>(
      '/v1/employees',
      {
        nip: nip(),
        name,
        status: 'PNS',
        placement,
      },
      { as: admin },
    );
    expect(status).toBe(201);
    return body;
  };
  return {
    ...ids,
    hire,
    siti: await hire('Siti Rahmawati', ids.section),
    head: await hire('Bambang Wijaya', ids.division, true),
    clerk: await hire('Agus Salim', ids.sibling),
    stranger: await hire('Dewi Lestari', ids.other),
  };
};

export const as = (employee: EmployeeView, ...roles: Caller['roles']): Caller => ({
  roles: ['employee', ...roles],
  employeeId: employee.id,
});
const assigner =
  (employees: Employees) =>
  (caller: Caller, employee: EmployeeView, rater: EmployeeView, more: object = {}, version = employee.version) =>
    employees.post<EmployeeView>(
      '/v1/rater-assignments',
      { employeeId: employee.id, raterId: rater.id, from: '2026-01-01', ...more },
      { as: caller, version },
    );

/** The service with these people in it. */
export const startRegion = async () => {
  const employees = await startEmployees();
  return { employees, region: await settle(employees), assign: assigner(employees) };
};
export type Region = Awaited<ReturnType<typeof startRegion>>;
