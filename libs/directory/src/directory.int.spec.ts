import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { employeeSnapshot, roles, unitSnapshot, type UnitSnapshot } from '@siger/contracts';
import fc from 'fast-check';
import { actor, aPerson, aUnit, id, startDirectory, type Kept } from './directory.fixture.js';

let kept: Kept;
beforeAll(async () => {
  kept = await startDirectory();
});
beforeEach(() => kept.clear());
afterAll(() => kept.close());

const on = '2026-06-15';
const [agency, division, section, sibling] = [aUnit(1, null, { kind: 'AGENCY' }), aUnit(2, 1), aUnit(3, 2), aUnit(4, 1)];
const other = aUnit(9, null, { agencyId: id(9), kind: 'AGENCY' });
const inside = async (unit: number, ancestor: number) => kept.directory.isWithin(id(unit), id(ancestor));

describe('the golden samples', () => {
  it('are remembered, also when they come twice', async () => {
    for (let time = 0; time < 2; time++) {
      await kept.units(unitSnapshot.example);
      await kept.people(employeeSnapshot.example);
    }
    const { unitId, name, code } = unitSnapshot.example;
    expect(await kept.directory.unit(unitId)).toMatchObject({ id: unitId, name, code, version: 1 });
    const { employeeId, nip, placements, raters } = employeeSnapshot.example;
    expect(await kept.directory.person(employeeId)).toMatchObject({ employeeId, nip, version: 3, active: true });
    expect(await kept.directory.placementOn(employeeId, on)).toEqual({ employeeId, ...placements[0] });
    expect(await kept.directory.raterOn(employeeId, on)).toBe(raters[0]?.raterId);
    expect(await kept.directory.rates(String(raters[0]?.raterId), on)).toEqual([employeeId]);
  });
});

describe('the tree', () => {
  it('knows what is below what', async () => {
    await kept.units(agency, division, section, sibling, other);
    expect(await kept.directory.subtree(id(1))).toEqual([id(1), id(2), id(3), id(4)]);
    expect(await kept.directory.subtree(id(2))).toEqual([id(2), id(3)]);
    expect(await kept.directory.subtree(id(77))).toEqual([]);
    expect([await inside(3, 1), await inside(3, 3), await inside(3, 4), await inside(9, 1)]).toEqual([true, true, false, false]);
    expect([...(await kept.directory.units([id(1), id(77)])).keys()]).toEqual([id(1)]);
  });

  it('follows a move with all that is below', async () => {
    await kept.units(agency, division, section, sibling, other);
    await kept.units(aUnit(2, 9, { agencyId: id(9), version: 2 }));
    expect([await inside(3, 9), await inside(3, 1)]).toEqual([true, false]);
  });

  it('an older snapshot never overwrites a newer one, in one batch or two', async () => {
    await kept.units(agency, other, aUnit(2, 9, { version: 3 }), aUnit(2, 1, { version: 2 }));
    await kept.units(aUnit(2, 1, { version: 1, name: 'Old' }));
    expect(await kept.directory.unit(id(2))).toMatchObject({ parentId: id(9), version: 3 });
    expect([await inside(2, 9), await inside(2, 1)]).toEqual([true, false]);
  });

  it('two moves that form a ring when told in the wrong order end as a tree', async () => {
    await kept.units(agency, division, section, sibling);
    await kept.units(aUnit(2, 3, { version: 2 }));
    await kept.units(aUnit(3, 1, { version: 2 }));
    expect(await kept.directory.subtree(id(1))).toEqual([id(1), id(3), id(2), id(4)]);
    expect([await inside(2, 3), await inside(3, 2)]).toEqual([true, false]);
  });

  it('is the same in whatever order and batches its snapshots come', async () => {
    const latest = [
      agency,
      aUnit(2, 4, { version: 3 }),
      aUnit(3, 2, { version: 1 }),
      aUnit(4, 1, { version: 1 }),
      aUnit(5, 3, { version: 2 }),
    ];
    const older = [aUnit(2, 1, { version: 1 }), aUnit(2, 5, { version: 2 }), aUnit(5, 4, { version: 1 })];
    const order = fc.shuffledSubarray([...latest, ...older], { minLength: latest.length + older.length });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 4 }), async (snapshots, size) => {
        await kept.clear();
        for (let n = 0; n < snapshots.length; n += size) await kept.units(...snapshots.slice(n, n + size));
        const paths = await kept.dataSource.query<{ path: string }[]>('SELECT path FROM directory_units ORDER BY id');
        const path = (...units: number[]) => `/${units.map(id).join('/')}/`;
        expect(paths.map((row) => row.path)).toEqual([path(1), path(1, 4, 2), path(1, 4, 2, 3), path(1, 4), path(1, 4, 2, 3, 5)]);
      }),
      { numRuns: 25 },
    );
  });

  it('two batches at once see each other', async () => {
    for (let n = 0; n < 5; n++) {
      await kept.clear();
      await Promise.all([kept.units(agency), kept.units(division), kept.units(section)]);
      expect(await kept.directory.subtree(id(1))).toHaveLength(3);
    }
  });
});

describe('people', () => {
  it('are replaced as a whole by a newer snapshot and never by an older one', async () => {
    await kept.units(agency, division, sibling);
    await kept.people(aPerson(11, 2));
    const moved = aPerson(11, 4, {
      version: 5,
      name: 'Nama Baru',
      raters: [{ raterId: id(12), from: '2026-01-01', until: null }],
    });
    await kept.people(moved, aPerson(11, 2, { version: 3 }));
    await kept.people(aPerson(11, 2, { version: 4 }));
    expect(await kept.directory.placementOn(id(11), on)).toMatchObject({ unitId: id(4) });
    expect(await kept.directory.person(id(11))).toMatchObject({ name: 'Nama Baru', version: 5 });
    expect(await kept.directory.raterOn(id(11), on)).toBe(id(12));
    expect([...(await kept.directory.people([id(11), id(77)])).keys()]).toEqual([id(11)]);
  });

  it('are placed and rated by day, and only a primary placement counts', async () => {
    const [first] = aPerson(11, 2).placements;
    if (!first) throw new Error('The sample has a placement.');
    await kept.units(agency, division, section, sibling);
    await kept.people(
      aPerson(11, 2, {
        placements: [
          { ...first, until: '2026-06-30' },
          { ...first, placementId: id(22), unitId: id(4), from: '2026-07-01' },
          { ...first, placementId: id(23), unitId: id(3), primary: false, head: true },
        ],
        raters: [
          { raterId: id(12), from: '2026-01-01', until: '2026-06-30' },
          { raterId: id(13), from: '2026-07-01', until: null },
        ],
      }),
    );
    const { directory } = kept;
    expect((await directory.placementOn(id(11), '2026-06-30'))?.unitId).toBe(id(2));
    expect((await directory.placementOn(id(11), '2026-07-01'))?.unitId).toBe(id(4));
    expect(await directory.placementOn(id(11), '2025-12-31')).toBeNull();
    expect([await directory.raterOn(id(11), '2026-06-30'), await directory.raterOn(id(11), '2026-07-01')]).toEqual([
      id(12),
      id(13),
    ]);
    expect([await directory.rates(id(12), '2026-06-30'), await directory.rates(id(12), '2026-07-01')]).toEqual([[id(11)], []]);
    expect((await directory.membersOf(id(1), on)).map(({ unitId }) => unitId)).toEqual([id(2)]);
    expect(await directory.membersOf(id(4), on)).toEqual([]);
    expect((await directory.headOf(id(3), on))?.employeeId).toBe(id(11));
    expect(await directory.headOf(id(2), on)).toBeNull();
  });

  it('are forgotten by a tombstone, once or twice', async () => {
    await kept.people({ ...employeeSnapshot.example, employeeId: id(11) });
    for (let time = 0; time < 2; time++) await kept.forget(11);
    expect(await kept.directory.person(id(11))).toBeNull();
    for (const table of ['directory_people', 'directory_placements', 'directory_raters'])
      expect(await kept.dataSource.query(`SELECT 1 FROM ${table} WHERE employee_id = $1`, [id(11)])).toEqual([]);
  });

  it('come in batches', async () => {
    await kept.people(...Array.from({ length: 500 }, (_, n) => aPerson(1_000 + n, 2)));
    expect(await kept.dataSource.query('SELECT count(*)::int AS n FROM directory_placements')).toEqual([{ n: 500 }]);
  });
});

describe('scopeOf', () => {
  const everyUnit = [1, 2, 3, 4, 9];
  const scope = async (...args: Parameters<typeof actor>) => {
    const found = await kept.directory.scopeOf(actor(...args), on);
    return everyUnit.filter((unit) => found.has(id(unit)));
  };
  const agencyRoles = ['agency-admin', 'training-admin', 'feedback-officer', 'inspectorate', 'assessor-team'];
  const everywhere = ['platform-admin', 'auditor', 'analyst'];

  it('is the subtree of the agency, of the own unit, everything, or nothing, by role', async () => {
    await kept.units(agency, division, section, sibling, other);
    await kept.people(aPerson(11, 2));
    for (const role of roles) {
      const expected = everywhere.includes(role)
        ? everyUnit
        : agencyRoles.includes(role)
          ? [1, 2, 3, 4]
          : role === 'unit-admin'
            ? [2, 3]
            : [];
      expect({ role, units: await scope(11, role) }).toEqual({ role, units: expected });
    }
  });

  it('of somebody who is placed nowhere, unknown or no employee is nothing', async () => {
    await kept.units(agency);
    await kept.people(aPerson(11, 1, { placements: [] }));
    expect([await scope(11, 'agency-admin'), await scope(77, 'agency-admin'), await scope(null, 'agency-admin')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('counts only the roles that are asked for', async () => {
    await kept.units(agency, division, section, sibling);
    await kept.people(aPerson(11, 2));
    const both = actor(11, 'unit-admin', 'training-admin');
    const found = await kept.directory.scopeOf(both, on, ['unit-admin']);
    expect([...found.unitIds].sort()).toEqual([id(2), id(3)]);
    expect((await kept.directory.scopeOf(both, on)).unitIds.size).toBe(4);
  });
});

it('a unit of a closed agency keeps what was said of it', async () => {
  const closed: UnitSnapshot = { ...agency, version: 2, until: '2026-06-30' };
  await kept.units(closed);
  expect(await kept.directory.unit(id(1))).toMatchObject({ until: '2026-06-30' });
});
