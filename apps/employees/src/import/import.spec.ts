import { describe, expect, it } from '@jest/globals';
import { aLeader, anEmployee } from '../employee/employee.fixture.js';
import type { Employee } from '../employee/employee.js';
import { aDivision } from '../unit/unit.fixture.js';
import { outcome, plan, refusal, tally, type Importer, type Known, type PersonRow } from './import.js';

const importer: Importer = { subject: 'admin', at: '2026-11-24T01:00:00.000Z', mayPlaceIn: () => true, mayChange: () => true };
const position = { id: 'pos', code: 'PEL.01', name: 'Pengelola Data', kind: 'PELAKSANA' as const, grade: null };
const known: Known = {
  units: new Map([['DISDIK.02', aDivision()]]),
  positions: new Map([['PEL.01', position]]),
  people: new Map(),
  takenIds: new Set(),
};
const nip = (n: number) => `1990010120150510${String(n).padStart(2, '0')}`;
const row = (n: number, rater?: number): PersonRow => ({
  pointer: `/employees/${n}`,
  nip: nip(n),
  ids: { employee: `e${n}`, placement: `p${n}`, rater: `r${n}` },
  row: {
    nip: nip(n),
    name: `Pegawai ${n}`,
    status: 'PNS',
    placement: { unitCode: 'DISDIK.02', positionCode: 'PEL.01', from: '2026-01-01' },
    ...(rater === undefined ? {} : { rater: { nip: nip(rater), from: '2026-01-01' } }),
  },
});
const codes = ({ refused }: ReturnType<typeof plan>) =>
  Object.fromEntries(refused.map(({ source, code }) => [source.pointer, code]));
const after = (result: ReturnType<typeof plan>): Known => ({
  ...known,
  people: new Map<string, Employee>(result.accepted.map(({ source, change }) => [source.nip, change.state])),
});

describe('plan', () => {
  it('registers, places and gives a rater who stands later in the document', () => {
    const { accepted, refused } = plan([row(1, 2), row(2)], known, importer);
    expect(refused).toEqual([]);
    expect(accepted[0]?.change.state).toMatchObject({
      id: 'e1',
      placements: [{ unitId: aDivision().id, primary: true }],
      raters: [{ raterId: 'e2' }],
    });
    expect(accepted[0]?.change.facts).toHaveLength(3);
  });

  it('changes nothing when it is read again', () => {
    const rows = [row(1, 2), row(2)];
    const again = plan(rows, after(plan(rows, known, importer)), importer);
    expect(again.refused).toEqual([]);
    expect(again.accepted.flatMap(({ change }) => change.facts)).toEqual([]);
  });

  it('changes nothing also when the person has moved on since', () => {
    const once = plan([row(1)], known, importer);
    const moved = row(1);
    const later = {
      ...moved,
      row: { ...moved.row, placement: { unitCode: 'DISDIK.02', positionCode: 'PEL.01', head: true, from: '2026-07-01' } },
    };
    const twice = plan([later], after(once), importer);
    expect(twice.accepted[0]?.change.state.placements).toHaveLength(2);
    expect(plan([row(1)], after(twice), importer).accepted[0]?.change.facts).toEqual([]);
  });

  it('corrects a name of somebody who is known', () => {
    const before = after(plan([row(1)], known, importer));
    const renamed = { ...row(1), row: { ...row(1).row, name: 'Nama Baru' } };
    const [only] = plan([renamed], before, importer).accepted;
    expect(only?.change.state).toMatchObject({ id: 'e1', name: 'Nama Baru' });
    expect(only?.change.facts).toHaveLength(1);
  });

  it('refuses the row alone', () => {
    const unknown = {
      ...row(3),
      row: { ...row(3).row, placement: { unitCode: 'X', positionCode: 'PEL.01', from: '2026-01-01' } },
    };
    const noPosition = {
      ...row(4),
      row: { ...row(4).row, placement: { unitCode: 'DISDIK.02', positionCode: 'X', from: '2026-01-01' } },
    };
    const result = plan([row(1), unknown, noPosition, row(1), row(5, 9), row(6, 6)], known, importer);
    expect(result.accepted.map(({ source }) => source.pointer)).toEqual(['/employees/1']);
    expect(result.refused.map(({ code }) => code).sort()).toEqual([
      'nip-taken',
      'position-unknown',
      'rater-self',
      'rater-unknown',
      'unit-unknown',
    ]);
  });

  it('refuses whom a refused row would have rated', () => {
    const result = plan([row(1, 2), row(2, 3), row(3, 9)], known, importer);
    expect(codes(result)).toEqual({
      '/employees/1': 'rater-unknown',
      '/employees/2': 'rater-unknown',
      '/employees/3': 'rater-unknown',
    });
  });

  it('refuses the second of two who would rate each other', () => {
    expect(Object.values(codes(plan([row(1, 2), row(2, 1)], known, importer)))).toContain('rater-mutual');
  });

  it('gives a rater who is known already', () => {
    const leader = aLeader({ nip: nip(8) });
    const result = plan([row(1, 8)], { ...known, people: new Map([[nip(8), leader]]) }, importer);
    expect(result.accepted[0]?.change.state.raters).toMatchObject([{ raterId: leader.id, assignedBy: 'admin' }]);
  });

  it('does not take an id that somebody has', () => {
    expect(codes(plan([row(1)], { ...known, takenIds: new Set(['e1']) }, importer))).toEqual({
      '/employees/1': 'already-exists',
    });
    const twice = { ...row(2), ids: row(1).ids };
    expect(codes(plan([row(1), twice], known, importer))).toEqual({ '/employees/2': 'already-exists' });
  });

  it('never reveals who or what is outside the scope', () => {
    const people = new Map([[nip(1), anEmployee({ nip: nip(1) })]]);
    expect(codes(plan([row(1)], { ...known, people }, { ...importer, mayChange: () => false }))).toEqual({
      '/employees/1': 'not-found',
    });
    expect(codes(plan([row(1)], known, { ...importer, mayPlaceIn: () => false }))).toEqual({ '/employees/1': 'unit-unknown' });
  });
});

describe('tally', () => {
  it('counts each outcome', () => {
    const rows = [
      outcome('/a', undefined, { id: '1', version: 1 }),
      outcome('/b', { id: '2', version: 1 }, { id: '2', version: 1 }),
      outcome('/c', { id: '3', version: 1 }, { id: '3', version: 2 }),
    ];
    expect(tally(rows)).toEqual({ created: 1, changed: 1, unchanged: 1, refused: 0, rows });
  });

  it('a fault that is no refusal ends the import', () => {
    expect(() => refusal('/a', new TypeError('broken'))).toThrow('broken');
  });
});
