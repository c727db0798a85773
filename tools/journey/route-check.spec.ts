import { describe, expect, it } from '@jest/globals';
import { disagreements, type Operation, type RouteTable } from './route-check.js';

const table: RouteTable = {
  routeOf: (method, path) => {
    const first = path.split('/')[2] ?? '';
    const service = { plans: 'appraisal', courses: 'training', certificates: 'training' }[first];
    return service ? { service, open: method === 'GET' && path === '/v1/certificates/x' } : null;
  },
  resources: { appraisal: ['plans'], training: ['courses', 'certificates'], notifications: ['inbox'] },
  openRoutes: [{ method: 'GET', segments: ['v1', 'certificates', '*'] }],
};
const operation = (service: string, method: string, path: string, open = false): Operation => ({ service, method, path, open });
const offered = [
  operation('appraisal', 'GET', '/v1/plans/{id}'),
  operation('training', 'POST', '/v1/courses'),
  operation('training', 'GET', '/v1/certificates/{code}', true),
];

describe('the public routes', () => {
  it('agree where every operation has its row and every row its operation; a service that does not run is not asked', () => {
    expect(disagreements(offered, table)).toEqual([]);
  });

  it.each<[string, Operation[], RegExp]>([
    ['a route that no row leads to', [...offered, operation('training', 'GET', '/v1/hours')], /cannot be reached/],
    ['a route of another service', [...offered, operation('training', 'GET', '/v1/plans')], /is sent to appraisal/],
    [
      'an open route that the gateway closes',
      [...offered, operation('training', 'POST', '/v1/courses/{id}', true)],
      /asks for a token/,
    ],
    [
      'a closed route that the gateway opens',
      [...offered, operation('training', 'GET', '/v1/certificates/{id}')],
      /lets anybody/,
    ],
    ['a row without a route', [offered[0], offered[2]].flatMap((one) => one ?? []), /^\/v1\/courses .* no such route$/],
    ['an open row without an open route', offered.slice(0, 2), /^GET \/v1\/certificates\/\* is open/],
  ])('differ by %s', (_what, operations, why) => {
    expect(disagreements(operations, table)).toContainEqual(expect.stringMatching(why));
  });
});
