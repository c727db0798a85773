import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EmployeeView, ImportDocument, ImportView, Page, UnitView } from '@siger/contracts';
import { admin, anId, startEmployees, type Caller, type Employees } from '../app.fixture.js';

let employees: Employees;
beforeAll(async () => {
  employees = await startEmployees();
});
afterAll(() => employees.close());

const machine: Caller = { roles: ['client'], scope: 'employees:write' };
const send = (document: ImportDocument, caller: Caller = machine) =>
  employees.post<ImportView>('/v1/imports', document, { as: caller });
const nip = (n: number) => `199001012015051${String(n).padStart(3, '0')}`;
const person = (n: number, rater?: number) => ({
  nip: nip(n),
  name: `Pegawai ${n}`,
  status: 'PNS',
  placement: { unitCode: 'DISDIK.01', positionCode: 'PEL', head: n === 1, from: '2026-01-01' },
  ...(rater === undefined ? {} : { rater: { nip: nip(rater), from: '2026-01-01' } }),
});
const structure: ImportDocument = {
  units: [
    { code: 'DISDIK', parentCode: null, name: 'Dinas Pendidikan', kind: 'AGENCY', regionCode: '18', from: '2020-01-01' },
    { code: 'DISDIK.01', parentCode: 'DISDIK', name: 'Sekretariat', kind: 'SECRETARIAT', from: '2020-01-01' },
    { code: 'DISDIK.02', parentCode: 'DISDIK', name: 'Bidang Mutu', kind: 'DIVISION', from: '2020-01-01' },
  ],
  positions: [
    { code: 'PEL', name: 'Pengelola Data', kind: 'PELAKSANA' },
    { code: 'JF', name: 'Analis Kebijakan', kind: 'JF', grade: 'AHLI_MUDA' },
  ],
};

describe('POST /v1/imports', () => {
  it('makes units, positions and people of one document, and nothing when it comes again', async () => {
    const id = anId();
    const document = { ...structure, employees: [person(2, 1), person(1), { ...person(3, 1), id }] };
    const first = await send(document);
    expect(first).toMatchObject({ status: 200, body: { created: 8, changed: 0, unchanged: 0, refused: 0 } });
    expect(first.body.rows.map(({ pointer }) => pointer)).toEqual([
      '/units/0',
      '/units/1',
      '/units/2',
      '/positions/0',
      '/positions/1',
      '/employees/0',
      '/employees/1',
      '/employees/2',
    ]);
    expect(first.body.rows.at(-1)?.id).toBe(id);
    const said = async () => (await employees.dataSource.query<{ n: string }[]>('SELECT count(*) AS n FROM outbox'))[0]?.n;
    const before = await said();
    const again = await send(document);
    expect(again.body).toMatchObject({ created: 0, changed: 0, unchanged: 8, refused: 0 });
    expect(again.body.rows.map(({ id }) => id)).toEqual(first.body.rows.map(({ id }) => id));
    expect(await said()).toBe(before);

    const { body } = await employees.get<EmployeeView>(`/v1/employees/${first.body.rows[5]?.id}`, { as: admin });
    expect(body).toMatchObject({
      raters: [{ raterId: first.body.rows[6]?.id }],
      placements: [{ positionName: 'Pengelola Data' }],
    });
  });

  it('changes what is told differently, by code and NIP', async () => {
    await send({ ...structure, employees: [person(1)] });
    const moved = { code: 'DISDIK.03', parentCode: 'DISDIK.01', name: 'Subbagian', kind: 'SECTION', from: '2020-01-01' };
    await send({ units: [moved] });
    const { body } = await send({
      units: [{ ...moved, parentCode: 'DISDIK.02', name: 'Seksi', from: '2026-07-01' }],
      positions: [{ code: 'PEL', name: 'Pengelola Arsip', kind: 'PELAKSANA' }],
      employees: [{ ...person(1), name: 'Nama Baru' }],
    });
    expect(body).toMatchObject({ created: 0, changed: 3, unchanged: 0, refused: 0 });
    const unit = await employees.get<UnitView>(`/v1/units/${body.rows[0]?.id}`, { as: admin });
    expect(unit.body).toMatchObject({ name: 'Seksi', parents: [{ from: '2020-01-01' }, { from: '2026-07-01' }] });
    expect((await send({ units: [{ ...moved, name: 'Seksi' }] })).body).toMatchObject({ unchanged: 1 });
  });

  it('refuses single rows with their reason and keeps the others', async () => {
    const { status, body } = await send({
      units: [
        { code: 'X', parentCode: 'NOWHERE', name: 'X', kind: 'SECTION', from: '2020-01-01' },
        { code: 'DISDIK', parentCode: null, name: 'X', kind: 'SECTION', from: '2020-01-01' },
        { code: 'Y', parentCode: 'DISDIK', name: 'Y', kind: 'SECTION', from: '2020-01-01' },
      ],
      positions: [{ code: 'Z', name: 'Z', kind: 'JF' }],
      employees: [{ ...person(50), nip: '123' }, person(51, 99), person(52)],
    });
    expect(status).toBe(200);
    expect(body.rows.map(({ pointer, outcome, code }) => [pointer, code ?? outcome])).toEqual([
      ['/units/0', 'unit-parent-unknown'],
      ['/units/1', 'unit-code-taken'],
      ['/units/2', 'CREATED'],
      ['/positions/0', 'position-grade'],
      ['/employees/0', 'nip-invalid'],
      ['/employees/1', 'rater-unknown'],
      ['/employees/2', 'CREATED'],
    ]);
  });

  it('an agency administrator imports into the own agency only', async () => {
    await send({ ...structure, employees: [person(60)] });
    await send({ units: [{ code: 'BKD', parentCode: null, name: 'BKD', kind: 'AGENCY', from: '2020-01-01' }] });
    const { items } = (await employees.get<Page<{ id: string }>>(`/v1/employees?q=${nip(60)}`, { as: admin })).body;
    const caller: Caller = { roles: ['agency-admin'], employeeId: items[0]?.id ?? '' };
    const { body } = await send(
      {
        units: [
          { code: 'OWN', parentCode: 'DISDIK', name: 'Own', kind: 'SECTION', from: '2020-01-01' },
          { code: 'BKD.01', parentCode: 'BKD', name: 'Foreign', kind: 'SECTION', from: '2020-01-01' },
          { code: 'NEW', parentCode: null, name: 'Agency', kind: 'AGENCY', from: '2020-01-01' },
        ],
        positions: [{ code: 'PEL', name: 'Renamed', kind: 'PELAKSANA' }],
        employees: [
          { ...person(61), placement: { unitCode: 'OWN', positionCode: 'PEL', from: '2026-01-01' } },
          { ...person(62), placement: { unitCode: 'BKD', positionCode: 'PEL', from: '2026-01-01' } },
        ],
      },
      caller,
    );
    expect(body.rows.map(({ outcome, code }) => code ?? outcome)).toEqual([
      'CREATED',
      'unit-parent-unknown',
      'forbidden',
      'position-code-taken',
      'CREATED',
      'unit-unknown',
    ]);
  });

  it('is not for those who may not, and not for more than 500 of a kind', async () => {
    expect(await send({}, { roles: ['unit-admin'] })).toMatchObject({ status: 403 });
    expect(await send({}, { roles: ['client'], scope: 'employees:read' })).toMatchObject({ status: 403 });
    const many = Array.from({ length: 501 }, (_, n) => ({ code: `P${n}`, name: 'P', kind: 'PELAKSANA' }));
    expect(await send({ positions: many })).toMatchObject({ status: 422 });
  });

  it.each([[{}], [{ units: [], employees: [] }]])('of nothing is refused, and says what is missing: %j', async (nothing) => {
    const { status, body } = await send(nothing);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ pointer: '', code: 'empty', detail: expect.stringContaining('units, positions') }] });
  });

  it('takes 500 people at once, in any order, and knows them again', async () => {
    await send(structure);
    const chief = '199101012016052001';
    const many = Array.from({ length: 500 }, (_, n) => ({
      ...person(0),
      nip: `199101012016052${String(n + 1).padStart(3, '0')}`,
      ...(n === 0 ? {} : { rater: { nip: chief, from: '2026-01-01' } }),
    }));
    const { body } = await send({ employees: many.toReversed() });
    expect(body).toMatchObject({ created: 500, refused: 0 });
    expect((await send({ employees: many })).body).toMatchObject({ unchanged: 500 });
  });
});
