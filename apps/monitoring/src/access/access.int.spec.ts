import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessFaults, type AccessTable, openRoutes, operatorRoutes } from '@siger/testing';
import { startMonitoring, type Monitoring } from '../app.fixture.js';
import { allowed } from './policy.js';

let monitoring: Monitoring;
beforeAll(async () => {
  monitoring = await startMonitoring('access');
});
afterAll(() => monitoring.close());

const table: AccessTable = {
  ...openRoutes(),
  ...operatorRoutes('monitoring'),
  'GET /v1/dashboards/units/:id': allowed['dashboard.read'],
  'GET /v1/dashboards/units/:id/stream': allowed['dashboard.read'],
  'GET /v1/public-figures': 'anyone',
  'GET /v1/stories/:correlationId': allowed['story.read'],
};

it('every route is open to the roles and scopes of its action, and to nobody else', async () => {
  expect(await accessFaults(monitoring.app, monitoring.routes, table)).toEqual([]);
});
