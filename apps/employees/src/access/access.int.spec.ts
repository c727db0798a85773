import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessFaults, type AccessTable, openRoutes, operatorRoutes } from '@siger/testing';
import { startEmployees, type Employees } from '../app.fixture.js';
import { allowed } from './policy.js';

let employees: Employees;
beforeAll(async () => {
  employees = await startEmployees();
});
afterAll(() => employees.close());

const table: AccessTable = {
  ...openRoutes('employees'),
  ...operatorRoutes('employees'),
  'GET /v1/units': allowed['unit.read'],
  'GET /v1/units/:id': allowed['unit.read'],
  'GET /v1/units/:id/employees': allowed['employee.list'],
  'POST /v1/units': allowed['unit.create'],
  'POST /v1/units/:id/move': allowed['unit.move'],
  'POST /v1/units/:id/rename': allowed['unit.move'],
  'POST /v1/units/:id/close': allowed['unit.close'],
  'GET /v1/positions': allowed['position.read'],
  'GET /v1/positions/:id': allowed['position.read'],
  'POST /v1/positions': allowed['position.create'],
  'GET /v1/employees': allowed['employee.list'],
  'GET /v1/employees/:id': allowed['employee.read'],
  'GET /v1/employees/:id/placements': allowed['employee.read'],
  'GET /v1/employees/:id/rater': allowed['rater.read'],
  'POST /v1/employees': allowed['employee.register'],
  'POST /v1/employees/:id/placements': allowed['employee.place'],
  'POST /v1/employees/:id/leave': allowed['employee.leave'],
  'POST /v1/employees/:id/erase': allowed['employee.erase'],
  'GET /v1/rater-assignments': allowed['rater.read'],
  'POST /v1/rater-assignments': allowed['rater.assign'],
  'GET /v1/corrections': allowed['correction.read'],
  'GET /v1/corrections/:id': allowed['correction.read'],
  'POST /v1/corrections': allowed['correction.request'],
  'POST /v1/corrections/:id/approve': allowed['correction.decide'],
  'POST /v1/corrections/:id/reject': allowed['correction.decide'],
  'POST /v1/imports': allowed['import.run'],
};

it('every route is open to the roles and scopes of its action, and to nobody else', async () => {
  expect(await accessFaults(employees.app, employees.routes, table)).toEqual([]);
});
