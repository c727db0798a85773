import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles } from '@siger/contracts';
import { anId, startEmployees, type Employees } from '../app.fixture.js';
import { allowed, type Action } from './policy.js';

let employees: Employees;
beforeAll(async () => {
  employees = await startEmployees();
});
afterAll(() => employees.close());

const id = anId();
const routes: readonly [method: 'GET' | 'POST', url: string, action: Action][] = [
  ['GET', '/v1/units', 'unit.read'],
  ['GET', `/v1/units/${id}`, 'unit.read'],
  ['GET', `/v1/units/${id}/employees`, 'employee.list'],
  ['POST', '/v1/units', 'unit.create'],
  ['POST', `/v1/units/${id}/move`, 'unit.move'],
  ['POST', `/v1/units/${id}/rename`, 'unit.move'],
  ['POST', `/v1/units/${id}/close`, 'unit.close'],
  ['GET', '/v1/positions', 'position.read'],
  ['GET', `/v1/positions/${id}`, 'position.read'],
  ['POST', '/v1/positions', 'position.create'],
  ['GET', '/v1/employees', 'employee.list'],
  ['GET', `/v1/employees/${id}`, 'employee.read'],
  ['GET', `/v1/employees/${id}/placements`, 'employee.read'],
  ['GET', `/v1/employees/${id}/rater`, 'rater.read'],
  ['POST', '/v1/employees', 'employee.register'],
  ['POST', `/v1/employees/${id}/placements`, 'employee.place'],
  ['POST', `/v1/employees/${id}/leave`, 'employee.leave'],
  ['POST', `/v1/employees/${id}/erase`, 'employee.erase'],
  ['GET', '/v1/rater-assignments', 'rater.read'],
  ['POST', '/v1/rater-assignments', 'rater.assign'],
  ['GET', '/v1/corrections', 'correction.read'],
  ['GET', `/v1/corrections/${id}`, 'correction.read'],
  ['POST', '/v1/corrections', 'correction.request'],
  ['POST', `/v1/corrections/${id}/approve`, 'correction.decide'],
  ['POST', `/v1/corrections/${id}/reject`, 'correction.decide'],
  ['POST', '/v1/imports', 'import.run'],
];
const call = (method: 'GET' | 'POST', url: string, caller: Parameters<Employees['get']>[0]) =>
  method === 'GET' ? employees.get(caller, url) : employees.post(caller, url, { colour: 'red' });

describe.each(routes)('%s %s', (method, url, action) => {
  it('is open to the roles and scopes of its action, and to nobody else', async () => {
    const permitted: readonly string[] = allowed[action];
    for (const role of roles) {
      const { status } = await call(method, url, { roles: [role], employeeId: anId() });
      expect({ role, refused: status === 403 }).toEqual({ role, refused: !permitted.includes(role) });
    }
    for (const scope of ['employees:read', 'employees:write', 'training:write']) {
      const { status } = await call(method, url, { roles: ['client'], scope });
      expect({ scope, refused: status === 403 }).toEqual({ scope, refused: !permitted.includes(`scope:${scope}`) });
    }
    expect((await call(method, url, null)).status).toBe(401);
  });
});

describe('the open calculator', () => {
  it('is open to everyone', async () => {
    const answer = await employees.post(null, '/v1/employees/rules/nip/evaluations', {
      nip: '196608011988031001',
      status: 'PNS',
    });
    expect(answer).toMatchObject({ status: 200, body: { rule: 'nip', result: { valid: true } } });
    expect((await employees.get(null, '/v1/employees/rules')).status).toBe(200);
  });
});
