import { describe, expect, it } from '@jest/globals';
import { DomainError, fact, unitClosed, unitCreated, unitMoved, unitRenamed, unitTransferred } from '@siger/contracts';
import fc from 'fast-check';
import { aDivision, anAgency, id } from './unit.fixture.js';
import { close, create, existsOn, formsRing, move, parentOn, rename, transfer, type ParentFrom } from './unit.js';

const today = '2026-11-24';
const section = {
  id: id(3),
  code: 'DISDIK.02.1',
  name: 'Seksi Data',
  kind: 'SECTION' as const,
  regionCode: null,
  from: '2026-01-01',
};
const histories = (...units: { id: string; parents: readonly ParentFrom[] }[]) =>
  new Map(units.map((unit) => [unit.id, unit.parents]));
const refuses = (code: string) => expect.objectContaining({ code });

describe('create', () => {
  it('puts a unit below its parent and says so', () => {
    const { state, facts } = create(section, aDivision(), today);
    expect(state).toMatchObject({
      parentId: id(2),
      agencyId: id(1),
      parents: [{ parentId: id(2), from: '2026-01-01' }],
      until: null,
    });
    expect(facts).toEqual([
      fact(unitCreated, { unitId: id(3), parentId: id(2), name: 'Seksi Data', kind: 'SECTION', from: '2026-01-01' }),
    ]);
  });

  it('makes an agency the top of its own tree', () => {
    expect(create({ ...section, kind: 'AGENCY' }, null, today).state).toMatchObject({ agencyId: id(3), parentId: null });
  });

  it.each([
    ['a top that is no agency', section, null, 'unit-top'],
    ['an agency below something', { ...section, kind: 'AGENCY' as const }, aDivision(), 'unit-top'],
    ['a parent that began later', { ...section, from: '2019-12-31' }, aDivision(), 'unit-parent-unknown'],
    ['a parent that ended before', section, aDivision({ until: '2025-12-31' }), 'unit-parent-unknown'],
    ['a unit of tomorrow', { ...section, from: '2026-11-25' }, aDivision(), 'date-in-future'],
  ])('refuses %s', (_, unit, parent, code) => {
    expect(() => create(unit, parent, today)).toThrow(refuses(code));
  });
});

describe('move', () => {
  const other = anAgency({ id: id(9), agencyId: id(9), code: 'BKD' });
  const sibling = aDivision({ id: id(4), code: 'DISDIK.03' });
  const unit = aDivision();
  const decision = { parent: sibling, from: '2026-07-01', today, histories: histories(unit, sibling, anAgency()) };

  it('gives another parent from a day on, and keeps the history', () => {
    const { state, facts } = move(unit, decision);
    expect(state.parentId).toBe(id(4));
    expect(state.parents).toEqual([
      { parentId: id(1), from: '2020-01-01' },
      { parentId: id(4), from: '2026-07-01' },
    ]);
    expect(facts).toEqual([fact(unitMoved, { unitId: id(2), parentId: id(4), from: '2026-07-01' })]);
    expect(parentOn(state.parents, '2026-06-30')).toBe(id(1));
    expect(parentOn(state.parents, '2026-07-01')).toBe(id(4));
    expect(parentOn(state.parents, '2019-12-31')).toBeUndefined();
  });

  it('into another agency says that, too', () => {
    const { state, facts } = move(unit, { ...decision, parent: other });
    expect(state.agencyId).toBe(id(9));
    expect(facts[1]).toEqual(fact(unitTransferred, { unitId: id(2), agencyId: id(9), from: '2026-07-01' }));
  });

  it('on the day of the last change corrects it', () => {
    const once = move(unit, decision).state;
    expect(move(once, { ...decision, parent: other }).state.parents).toEqual([
      { parentId: id(1), from: '2020-01-01' },
      { parentId: id(9), from: '2026-07-01' },
    ]);
  });

  it('is silent when nothing changes', () => {
    expect(move(unit, { ...decision, parent: anAgency() })).toEqual({ state: unit, facts: [] });
  });

  it.each([
    ['an agency', anAgency(), {}, 'unit-top'],
    ['a closed unit', aDivision({ until: '2026-01-31' }), {}, 'unit-closed'],
    ['a day of tomorrow', unit, { from: '2026-11-25' }, 'date-in-future'],
    ['a day before its history', unit, { from: '2019-12-31' }, 'date-before-history'],
    ['a closed parent', unit, { parent: aDivision({ id: id(4), until: '2026-06-30' }) }, 'unit-parent-unknown'],
  ])('refuses %s', (_, moving, change, code) => {
    expect(() => move(moving, { ...decision, ...change })).toThrow(refuses(code));
  });

  it('refuses to stand below itself, directly or deeper', () => {
    const child = aDivision({ id: id(5), parentId: id(2), parents: [{ parentId: id(2), from: '2020-01-01' }] });
    const grandchild = aDivision({ id: id(6), parentId: id(5), parents: [{ parentId: id(5), from: '2020-01-01' }] });
    const all = histories(anAgency(), unit, child, grandchild);
    for (const parent of [unit, child, grandchild])
      expect(() => move(unit, { ...decision, parent, histories: all })).toThrow(refuses('unit-cycle'));
  });

  it('back in time refuses a ring that was there only then', () => {
    const moved = aDivision({
      id: id(5),
      parents: [
        { parentId: id(1), from: '2020-01-01' },
        { parentId: id(2), from: '2026-03-01' },
        { parentId: id(1), from: '2026-05-01' },
      ],
    });
    const all = histories(anAgency(), unit, moved);
    expect(() => move(unit, { ...decision, parent: moved, from: '2026-02-01', histories: all })).toThrow(refuses('unit-cycle'));
    expect(move(unit, { ...decision, parent: moved, from: '2026-05-01', histories: all }).state.parentId).toBe(id(5));
  });
});

describe('any sequence of accepted moves', () => {
  it('leaves a tree on every day', () => {
    const days = ['2021-01-01', '2022-01-01', '2023-01-01', '2024-01-01'];
    const steps = fc.array(
      fc.record({ unit: fc.integer({ min: 2, max: 6 }), parent: fc.integer({ min: 1, max: 6 }), day: fc.constantFrom(...days) }),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(steps, (moves) => {
        const units = new Map([[id(1), anAgency()], ...[2, 3, 4, 5, 6].map((n) => [id(n), aDivision({ id: id(n) })] as const)]);
        for (const { unit, parent, day } of moves) {
          const [moving, above] = [units.get(id(unit)), units.get(id(parent))];
          if (!moving || !above) continue;
          try {
            const change = { parent: above, from: day, today, histories: histories(...units.values()) };
            units.set(moving.id, move(moving, change).state);
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
          }
        }
        const topOf = (unitId: string, day: string) => {
          let above: string | null | undefined = unitId;
          for (let steps = 0; above && above !== id(1) && steps < 6; steps++)
            above = parentOn(units.get(above)?.parents ?? [], day);
          return above;
        };
        for (const day of days) for (const unit of units.keys()) expect(topOf(unit, day)).toBe(id(1));
      }),
    );
  });

  it('sees a ring in a history that is one already, and ends', () => {
    const ring = histories(
      { id: id(7), parents: [{ parentId: id(8), from: '2020-01-01' }] },
      { id: id(8), parents: [{ parentId: id(7), from: '2020-01-01' }] },
    );
    expect(formsRing(ring, { unitId: id(2), parentId: id(7), from: '2021-01-01' })).toBe(false);
  });
});

describe('rename, transfer, close', () => {
  it('say what changed, and nothing otherwise', () => {
    const unit = aDivision();
    expect(rename(unit, { name: 'Bidang Mutu', regionCode: '18' }).facts).toEqual([
      fact(unitRenamed, { unitId: id(2), name: 'Bidang Mutu' }),
    ]);
    expect(rename(unit, unit).facts).toEqual([]);
    expect(transfer(unit, id(1), today).facts).toEqual([]);
    expect(transfer(unit, id(9), today).state.agencyId).toBe(id(9));
  });

  it('a unit ends with its last day', () => {
    const { state, facts } = close(aDivision(), { until: '2026-10-31', today, inUse: false });
    expect(facts).toEqual([fact(unitClosed, { unitId: id(2), until: '2026-10-31' })]);
    expect([existsOn(state, '2026-10-31'), existsOn(state, '2026-11-01')]).toEqual([true, false]);
  });

  it.each([
    ['twice', aDivision({ until: '2026-01-01' }), {}, 'unit-closed'],
    ['tomorrow', aDivision(), { until: '2026-11-25' }, 'date-in-future'],
    ['before it began', aDivision(), { until: '2019-12-31' }, 'date-before-history'],
    ['with people in it', aDivision(), { inUse: true }, 'unit-in-use'],
  ])('not %s', (_, unit, change, code) => {
    expect(() => close(unit, { until: '2026-10-31', today, inUse: false, ...change })).toThrow(refuses(code));
  });

  it('a closed unit is not renamed', () => {
    expect(() => rename(aDivision({ until: '2026-01-01' }), { name: 'x', regionCode: null })).toThrow(refuses('unit-closed'));
  });
});
