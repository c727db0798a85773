import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accessFaults, type AccessTable, openRoutes, operatorRoutes } from '@siger/testing';
import { startTraining, type Training } from '../app.fixture.js';
import { allowed } from './policy.js';

let training: Training;
beforeAll(async () => {
  training = await startTraining('access');
});
afterAll(() => training.close());

const table: AccessTable = {
  ...openRoutes('training'),
  ...operatorRoutes('training'),
  'GET /v1/certificates/:code': 'anyone',
  'GET /v1/competency-standards': allowed['catalogue.read'],
  'POST /v1/competency-standards': allowed['catalogue.write'],
  'GET /v1/competencies': allowed['catalogue.read'],
  'GET /v1/competencies/:code': allowed['catalogue.read'],
  'POST /v1/competencies': allowed['catalogue.write'],
  'GET /v1/courses': allowed['catalogue.read'],
  'GET /v1/courses/:id': allowed['catalogue.read'],
  'POST /v1/courses': allowed['catalogue.write'],
  'POST /v1/courses/:id/retire': allowed['catalogue.write'],
  'GET /v1/enrolments': allowed['learning.read'],
  'GET /v1/enrolments/:id': allowed['learning.read'],
  'POST /v1/enrolments': allowed['enrolment.request'],
  'POST /v1/enrolments/:id/approve': allowed['learning.manage'],
  'POST /v1/enrolments/:id/attend': allowed['learning.manage'],
  'POST /v1/enrolments/:id/complete': allowed['learning.manage'],
  'POST /v1/enrolments/:id/cancel': allowed['enrolment.request'],
  'GET /v1/learners/:employeeId': allowed['learning.read'],
  'POST /v1/learners/:employeeId/assessments': allowed['learning.manage'],
  'GET /v1/learning-records': allowed['learning.read'],
  'GET /v1/learning-records/:id': allowed['learning.read'],
  'POST /v1/learning-records': allowed['learning.own'],
  'POST /v1/learning-records/:id/revise': allowed['learning.own'],
  'POST /v1/learning-records/:id/verify': allowed['learning.manage'],
  'POST /v1/learning-records/:id/return': allowed['learning.manage'],
  'POST /v1/learning-records/:id/reject': allowed['learning.manage'],
  'GET /v1/learners/:employeeId/recommendations': allowed['learning.read'],
  'POST /v1/learners/:employeeId/recommendations/:id/accept': allowed['learning.own'],
  'POST /v1/learners/:employeeId/recommendations/:id/dismiss': allowed['learning.own'],
  'GET /v1/sessions': allowed['catalogue.read'],
  'GET /v1/sessions/:id': allowed['catalogue.read'],
  'POST /v1/sessions': allowed['catalogue.write'],
};

it('every route is open to the roles and scopes of its action, and to nobody else', async () => {
  expect(await accessFaults(training.app, training.routes, table)).toEqual([]);
});
