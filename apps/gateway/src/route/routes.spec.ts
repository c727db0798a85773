import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routeOf } from './routes.js';

/** Section 1 of the API's map, row by row. */
const map: readonly (readonly [string, readonly string[]])[] = [
  [
    'employees',
    [
      '/v1/units',
      '/v1/units/1/employees',
      '/v1/positions',
      '/v1/employees',
      '/v1/employees/1/placements',
      '/v1/employees/1/rater',
      '/v1/rater-assignments',
      '/v1/corrections',
      '/v1/imports',
      '/v1/employees/rules',
    ],
  ],
  [
    'appraisal',
    [
      '/v1/cycles/1/open',
      '/v1/plans',
      '/v1/plans/1/submit',
      '/v1/plans/1/results/2/indicators',
      '/v1/role-matrices',
      '/v1/activities',
      '/v1/notes',
      '/v1/evaluations/1/finalise',
      '/v1/organisation-ratings',
      '/v1/distributions',
      '/v1/objections/1/decide',
      '/v1/credit-points',
      '/v1/appraisal/rules/predicate/evaluations',
    ],
  ],
  [
    'training',
    [
      '/v1/competencies',
      '/v1/competency-standards',
      '/v1/learners/1/recommendations',
      '/v1/courses',
      '/v1/sessions',
      '/v1/enrolments/1/approve',
      '/v1/learning-records',
      '/v1/certificates/ABC',
      '/v1/training/rules',
      '/v1/operations/training/parked/1',
    ],
  ],
  ['feedback', ['/v1/public-services/1/responses', '/v1/public-services/1/index', '/v1/feedback/rules']],
  ['monitoring', ['/v1/dashboards/units/1/stream', '/v1/public-figures', '/v1/stories/1']],
  ['notifications', ['/v1/inbox', '/v1/webhooks']],
  ['identity', ['/oidc/auth', '/oidc/token', '/.well-known/openid-configuration', '/.well-known/jwks.json']],
];

describe('the routes', () => {
  it.each(map.flatMap(([service, paths]) => paths.map((path) => [path, service] as const)))('%s goes to %s', (path, service) =>
    expect(routeOf('GET', path)?.service).toBe(service),
  );

  it.each([
    ['GET', '/v1/appraisal/rules'],
    ['POST', '/v1/training/rules/hours/evaluations'],
    ['POST', '/v1/public-services/1/responses'],
    ['GET', '/v1/public-services/1/index'],
    ['HEAD', '/v1/certificates/ABC'],
    ['GET', '/v1/public-figures'],
  ])('%s %s is open to anybody', (method, path) => expect(routeOf(method, path)?.open).toBe(true));

  it.each([
    ['GET', '/v1/public-services/1/responses'],
    ['POST', '/v1/public-services'],
    ['DELETE', '/v1/certificates/ABC'],
    ['GET', '/v1/plans'],
    ['PUT', '/v1/appraisal/rules'],
    ['GET', '/v1/stories/1'],
    ['GET', '/v1/operations/training/parked'],
    ['POST', '/v1/operations/training/parked/redrive'],
  ])('%s %s is not', (method, path) => expect(routeOf(method, path)?.open).toBe(false));

  it.each([
    '/v1',
    '/v1/',
    '/v1/nothing',
    '/v1/gateway/rules',
    '/v1/appraisal/else',
    '/v1/operations',
    '/v1/operations/nothing/parked',
    '/v1/operations/gateway/parked',
    '/metrics',
    '/v2/plans',
    '/V1/plans',
    '//v1/plans',
    '/v1//plans',
    '/v1/certificates/../plans',
    '/v1/certificates/./plans',
    '/v1/certificates/%2e%2e/plans',
    '/v1/certificates/x%2F..%2F..%2Fplans',
    '/v1/certificates\\..\\plans',
    '/v1/certificates/%5c..%5cplans',
    '/v1/constructor',
    '/v1/__proto__',
  ])('%s goes nowhere', (path) => expect(routeOf('GET', path)).toBeNull());

  it('never opens a path that a service would read as another', () => {
    const odd = fc.constantFrom('..', '.', '%2e', '%2E.', '\\', '%5C', '%2f', '', 'plans', 'certificates', 'rules', 'v1');
    fc.assert(
      fc.property(fc.array(odd, { minLength: 1, maxLength: 6 }), (parts) => {
        const path = `/v1/${parts.join('/')}`;
        const route = routeOf('GET', path);
        if (route) expect(new URL(path, 'http://x').pathname).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});
