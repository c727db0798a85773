import { describe, expect, it } from '@jest/globals';
import { developmentKinds, type HoursActivity } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { hours } from './hours.js';
import { hoursFaults } from './hours-measures.js';

const { parameters } = ruleSets.hours;
type Kind = HoursActivity['kind'];
const of = (status: 'PNS' | 'PPPK', ...activities: HoursActivity[]) => hours({ status, activities }, parameters);
const one = (activity: HoursActivity) => of('PNS', activity).total;

const seminar: HoursActivity = { kind: 'SEMINAR', days: 2 };
const workshop: HoursActivity = { kind: 'WORKSHOP', days: 1 };
const coaching: HoursActivity = { kind: 'COACHING', dates: ['2026-02-03', '2026-03-03', '2026-04-03'] };

describe('hours of development', () => {
  it('T01: a seminar, a workshop and coaching in three months are 19, one short of the target', () => {
    expect(of('PNS', seminar, workshop, coaching)).toEqual({
      lines: [{ hours: 8 }, { hours: 5 }, { hours: 6 }],
      total: 19,
      target: 20,
      met: false,
    });
  });

  it('T02: and an hour of reading meets it', () => {
    const reading: HoursActivity = { kind: 'BELAJAR_MANDIRI', dates: ['2026-05-01'] };
    expect(of('PNS', seminar, workshop, coaching, reading)).toMatchObject({ total: 21, met: true });
    expect(of('PPPK', seminar, workshop, coaching, reading)).toMatchObject({ total: 21, target: 24, met: false });
  });

  it('meet the target exactly', () => {
    expect(of('PNS', { kind: 'MAGANG', count: 1 })).toMatchObject({ total: 20, met: true });
    expect(of('PPPK', { kind: 'SEMINAR', days: 6 })).toMatchObject({ total: 24, met: true });
    expect(of('PPPK', { kind: 'PELATIHAN_TEKNIS', hours: 23.9 })).toMatchObject({ total: 23.9, met: false });
    expect(of('PNS')).toEqual({ lines: [], total: 0, target: 20, met: false });
  });

  it.each<[string, HoursActivity, number]>([
    ['T04', { kind: 'PELATIHAN_TEKNIS', hours: 40, international: true }, 48],
    ['T05', { kind: 'SEMINAR', days: 1, international: true }, 6],
    ['T06', { kind: 'MAGANG', count: 1 }, 20],
    ['T07', { kind: 'WORKSHOP', days: 2, international: true }, 14],
    ['structural training abroad counts no more', { kind: 'PELATIHAN_STRUKTURAL', hours: 40, international: true }, 40],
    ['a fifth more is not rounded', { kind: 'PELATIHAN_MANAJERIAL', hours: 7, international: true }, 8.4],
    ['nor is it binary', { kind: 'PELATIHAN_FUNGSIONAL', hours: 0.1, international: true }, 0.12],
    ['at home', { kind: 'PELATIHAN_SOSIAL_KULTURAL', hours: 12.5, international: false }, 12.5],
    ['a course by its hours', { kind: 'KURSUS', hours: 10, days: 5 }, 10],
    ['a course by its hours, none', { kind: 'KURSUS', hours: 0, days: 5 }, 0],
    ['a course by its days', { kind: 'KURSUS', days: 5 }, 20],
    ['a course abroad by its hours', { kind: 'KURSUS', hours: 10, international: true }, 12],
    ['a course abroad by its days', { kind: 'KURSUS', days: 1, international: true }, 4.8],
    ['e-learning by its days', { kind: 'E_LEARNING', days: 2 }, 6],
    ['e-learning by its hours', { kind: 'E_LEARNING', hours: 3, days: 2 }, 3],
    ['remote training by its days', { kind: 'PELATIHAN_JARAK_JAUH', days: 2 }, 8],
    ['briefing', { kind: 'SOSIALISASI', days: 2 }, 8],
    ['outdoors', { kind: 'OUTBOND', days: 2 }, 8],
    ['secondment', { kind: 'DETASERING', count: 1 }, 20],
    ['benchmarking', { kind: 'PATOK_BANDING', count: 2 }, 20],
    ['exchange', { kind: 'PERTUKARAN', count: 1 }, 20],
    ['on the job', { kind: 'BIMBINGAN_KERJA', count: 3 }, 6],
  ])('%s', (_, activity, expected) => {
    expect(one(activity)).toBe(expected);
  });

  it('T03: count two sessions of coaching a month', () => {
    expect(one({ kind: 'COACHING', dates: ['2026-02-03', '2026-02-10', '2026-02-17'] })).toBe(4);
    expect(one({ kind: 'COACHING', dates: ['2026-02-03', '2026-02-03'] })).toBe(4);
    expect(one({ kind: 'COACHING', dates: ['2025-02-03', '2026-02-03', '2026-02-04'] })).toBe(6);
  });

  it('run the caps over the whole request, in order, each kind for itself', () => {
    const dates = ['2026-02-03', '2026-02-10'];
    const first: HoursActivity = { kind: 'COACHING', dates: ['2026-02-01'] };
    expect(of('PNS', first, { kind: 'COACHING', dates }, { kind: 'MENTORING', dates }).lines).toEqual([
      { hours: 2 },
      { hours: 2 },
      { hours: 4 },
    ]);
    const day = ['2026-02-03'];
    expect(
      of(
        'PNS',
        { kind: 'BELAJAR_MANDIRI', dates: [...day, ...day] },
        { kind: 'BELAJAR_MANDIRI', dates: [...day, '2026-02-04'] },
        { kind: 'KOMUNITAS_BELAJAR', dates: day },
      ).lines,
    ).toEqual([{ hours: 2 }, { hours: 2 }, { hours: 2 }]);
  });

  it('add up exactly', () => {
    const third: HoursActivity = { kind: 'PELATIHAN_TEKNIS', hours: 0.1 };
    expect(of('PNS', third, third, third).total).toBe(0.3);
  });
});

describe('any dates of coaching', () => {
  const date = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 28 }))
    .map(([month, day]) => `2026-0${month}-${String(day).padStart(2, '0')}`);

  it('count as many as a census by month gives, however they are split', () => {
    fc.assert(
      fc.property(
        fc.array(date, { maxLength: 20 }),
        fc.nat(20),
        fc.constantFrom<Kind>('COACHING', 'MENTORING'),
        (dates, at, kind) => {
          const months = new Map<string, number>();
          for (const each of dates) months.set(each.slice(0, 7), (months.get(each.slice(0, 7)) ?? 0) + 1);
          const expected = [...months.values()].reduce((sum, sessions) => sum + 2 * Math.min(2, sessions), 0);
          expect(one({ kind, dates })).toBe(expected);
          expect(of('PNS', { kind, dates: dates.slice(0, at) }, { kind, dates: dates.slice(at) }).total).toBe(expected);
        },
      ),
    );
  });

  it('of reading count once a day', () => {
    fc.assert(
      fc.property(
        fc.array(date, { maxLength: 20 }),
        fc.constantFrom<Kind>('BELAJAR_MANDIRI', 'KOMUNITAS_BELAJAR'),
        (dates, kind) => {
          expect(one({ kind, dates })).toBe(2 * new Set(dates).size);
        },
      ),
    );
  });

  it('total what the lines total, in tenths of an hour', () => {
    const training = fc.record({
      kind: fc.constantFrom<Kind>('PELATIHAN_TEKNIS', 'PELATIHAN_STRUKTURAL', 'KURSUS'),
      hours: fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
      international: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(training, { maxLength: 12 }), (activities) => {
        const { lines, total, met, target } = of('PNS', ...activities);
        const hundredths = activities.map(
          ({ kind, hours: stated, international }) =>
            Math.round(stated * 10) * (international && kind !== 'PELATIHAN_STRUKTURAL' ? 12 : 10),
        );
        expect(lines).toEqual(hundredths.map((each) => ({ hours: each / 100 })));
        expect(total).toBe(hundredths.reduce((a, b) => a + b, 0) / 100);
        expect(met).toBe(total >= target);
      }),
    );
  });
});

describe('an activity', () => {
  const pointers = (...activities: unknown[]) =>
    hoursFaults({ activities }, parameters).map(({ pointer, code }) => `${pointer} ${code}`);

  it('carries what its kind is measured by, and nothing else', () => {
    expect(pointers({ kind: 'SEMINAR', days: 1 }, { kind: 'KURSUS', hours: 1, days: 1 }, { kind: 'KURSUS', days: 1 })).toEqual(
      [],
    );
    expect(pointers({ kind: 'SEMINAR' })).toEqual(['/activities/0/days required']);
    expect(pointers(workshop, { kind: 'MAGANG', days: 2, count: 1 })).toEqual(['/activities/1/days unexpected']);
    expect(pointers({ kind: 'PELATIHAN_TEKNIS', days: 2 })).toEqual([
      '/activities/0/hours required',
      '/activities/0/days unexpected',
    ]);
    expect(pointers({ kind: 'E_LEARNING' })).toEqual(['/activities/0/hours required', '/activities/0/days required']);
    expect(pointers({ kind: 'COACHING', dates: [], count: 1, hours: 2 })).toEqual([
      '/activities/0/hours unexpected',
      '/activities/0/count unexpected',
    ]);
  });

  it('says whether it was abroad, whatever its kind', () => {
    expect(pointers({ kind: 'MAGANG', count: 1, international: true })).toEqual([]);
    expect(one({ kind: 'MAGANG', count: 1, international: true })).toBe(20);
  });

  it('of no known shape is left to the shape', () => {
    expect(pointers(null, 3, {}, { kind: 'toString' }, { kind: 7 })).toEqual([]);
    expect(hoursFaults({ activities: 'x' }, parameters)).toEqual([]);
    expect(hoursFaults(null, parameters)).toEqual([]);
  });

  it('of every kind counts by exactly the measures that are not refused', () => {
    const measures = { hours: 7, days: 3, dates: ['2026-01-05'], count: 2 };
    for (const kind of developmentKinds) {
      const alone = Object.entries(measures).filter(([name, value]) => pointers({ kind, [name]: value }).length === 0);
      expect(alone.length).toBeGreaterThan(0);
      for (const [name, value] of alone) expect([kind, one({ kind, [name]: value }) > 0]).toEqual([kind, true]);
    }
  });
});
