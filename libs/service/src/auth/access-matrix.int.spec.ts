import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { accessFaults, type AccessTable, openRoutes, serviceOn } from '@siger/testing';
import { createService } from '../start.js';
import { ThingModule } from '../thing.fixture.js';

/** Beside Nest, and so beside the guard: the start does not see it. */
@Injectable()
class Planted implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}
  onModuleInit() {
    this.host.httpAdapter.get('/v1/planted', (_: unknown, reply: { send(body: object): void }) => reply.send({}));
  }
}
@Module({ imports: [ThingModule], providers: [Planted] })
class WithPlanted {}

const start = () =>
  serviceOn('matrix', (env) => createService({ name: 'employees', module: WithPlanted }, { listen: false, env }));
let service: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  service = await start();
});
afterAll(() => service.close());

const things: AccessTable = {
  ...openRoutes('employees'),
  ...Object.fromEntries(
    ['', '/boom', '/bad-uuid', '/sleep', '/ticks'].map((at) => [`GET /v1/open${at}`, 'anyone' as const] as const),
  ),
  'POST /v1/open/echo': 'anyone',
  'POST /v1/open/echo-too': 'anyone',
  'GET /v1/things': ['employee'],
  'POST /v1/things': ['employee'],
  'GET /v1/things/filtered': ['employee'],
  'GET /v1/things/:id': ['employee', 'scope:things.read'],
  'POST /v1/things/:id/rename': ['employee'],
};
const planted = 'GET /v1/planted';
const faults = (table: AccessTable) => accessFaults(service.app, service.routes, table);

it('an unguarded route is found, though it says nothing to Nest', async () => {
  const found = await faults(things);
  expect(found.slice(0, 3)).toEqual([
    `${planted} is a route and not in the table`,
    `${planted} answers nobody with 200, not 401`,
    `${planted} answers employee with 200, not 403`,
  ]);
  expect(found.every((fault) => fault.startsWith(planted))).toBe(true);
});

it.each<[string, AccessTable, string]>([
  ['a role too many', { 'GET /v1/things': [] }, 'GET /v1/things answers employee with 200, not 403'],
  [
    'a role too few',
    { 'GET /v1/things': ['employee', 'auditor'] },
    'GET /v1/things answers auditor with 403, not as one who is permitted',
  ],
  ['a scope too many', { 'GET /v1/things/:id': ['employee'] }, 'GET /v1/things/:id answers scope:things.read with 404, not 403'],
  [
    'a door that is closed',
    { 'GET /v1/things': 'anyone' },
    'GET /v1/things answers nobody with 401, not as one who is permitted',
  ],
  ['a row of a route that is gone', { 'GET /v1/gone': ['employee'] }, 'GET /v1/gone is in the table and no route'],
])('%s is told', async (_, rows, fault) => {
  const others = { 'POST /v1/things': ['employee', 'scope:things.read'] };
  expect(await faults({ ...things, ...others, [planted]: 'anyone', ...rows })).toContain(fault);
});
