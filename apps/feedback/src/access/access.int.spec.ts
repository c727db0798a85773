import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessFaults, type AccessTable, openRoutes, operatorRoutes } from '@siger/testing';
import { startFeedback, type Feedback } from '../app.fixture.js';
import { allowed } from './policy.js';

let feedback: Feedback;
beforeAll(async () => {
  feedback = await startFeedback('access');
});
afterAll(() => feedback.close());

const table: AccessTable = {
  ...openRoutes('feedback'),
  ...operatorRoutes('feedback'),
  'GET /v1/public-services': 'anyone',
  'GET /v1/public-services/:id': 'anyone',
  'POST /v1/public-services': allowed['service.register'],
  'PUT /v1/public-services/:id': allowed['service.describe'],
  'POST /v1/public-services/:id/open': allowed['service.describe'],
  'POST /v1/public-services/:id/close': allowed['service.describe'],
  'POST /v1/public-services/:id/responses': 'anyone',
  'GET /v1/public-services/:id/index': 'anyone',
  'POST /v1/public-services/:id/index': allowed['index.publish'],
};

it('every route is open to the roles and scopes of its action, and to nobody else', async () => {
  expect(await accessFaults(feedback.app, feedback.routes, table)).toEqual([]);
});
