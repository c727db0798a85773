import { describe, expect, it } from '@jest/globals';
import { behaviours, ratings, skmElements, type AppraisalCompleted } from '@siger/contracts';
import fc from 'fast-check';
import { gapsOf } from '../competency-standard/competency-standard.js';
import { aCourse, courseId, grounds, signals } from './recommend.fixture.js';
import { recommend, type Grounds } from './recommend.js';

const resultId = '018f6f00-0000-7000-8000-000000000104';
const serviceId = '018f6f00-0000-7000-8000-000000000201';
const rated = (more: Partial<AppraisalCompleted>) => ({ appraisal: { ...grounds().appraisal, ...more } });
const below = 'DI_BAWAH_EKSPEKTASI' as const;
const at = 'SESUAI_EKSPEKTASI' as const;

describe('recommend', () => {
  it('answers a weak behaviour with the next level of its competency, and says so', () => {
    const { items, uncovered } = recommend(
      grounds(rated({ behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: below }], behaviour: below })),
    );
    expect(items).toEqual([
      {
        courseId: courseId(32),
        competency: 'PELAYANAN_PUBLIK',
        level: 3,
        purpose: 'IMPROVE',
        rank: 1,
        reasons: [{ kind: 'BEHAVIOUR', ref: 'BERORIENTASI_PELAYANAN', detail: { rating: below } }],
      },
    ]);
    expect(uncovered).toEqual([]);
  });

  it('answers a weak result, and keeps what is at expectation as context of the same competency', () => {
    const strong = { resultId, rating: below };
    const context = { resultId: '018f6f00-0000-7000-8000-000000000105', rating: at };
    const [first] = recommend(grounds(rated({ results: [context, strong], workResult: below }))).items;
    expect(first?.competency).toBe('ORIENTASI_HASIL');
    expect(first?.reasons.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['RESULT', resultId],
      ['RESULT', context.resultId],
    ]);
  });

  it('uses the overall rating where no single value explains it', () => {
    const { items } = recommend(grounds(rated({ behaviour: below, workResult: below })));
    expect(items.map(({ competency, reasons }) => [competency, reasons[0]?.kind, reasons[0]?.ref])).toEqual([
      ['INTEGRITAS', 'BEHAVIOUR', 'KESELURUHAN'],
      ['ORIENTASI_HASIL', 'RESULT', grounds().appraisal.planId],
    ]);
  });

  it('answers a gap with the smallest step, the widest gap first', () => {
    const profile = [
      { competency: 'INTEGRITAS', level: 1 },
      { competency: 'ORIENTASI_HASIL', level: 2 },
    ];
    const standards = profile.map(({ competency }) => ({ competency, level: 4 }));
    const { items } = recommend(grounds({ profile, standards, gaps: gapsOf(profile, standards) }));
    expect(items.map(({ competency, level, reasons }) => [competency, level, reasons[0]?.detail])).toEqual([
      ['INTEGRITAS', 2, { actual: 1, standard: 4, gap: -3 }],
      ['ORIENTASI_HASIL', 3, { actual: 2, standard: 4, gap: -2 }],
    ]);
  });

  it('answers what citizens scored lowest, also of a good service', () => {
    const { items } = recommend(
      grounds({ voices: [{ publicServiceId: serviceId, index: '88.00', lowest: ['WAKTU', 'BIAYA'] }] }),
    );
    expect(items[0]?.reasons).toEqual([
      { kind: 'CITIZEN_VOICE', ref: serviceId, detail: { index: '88.00', elements: ['BIAYA', 'WAKTU'] } },
    ]);
  });

  it('hears no weakness where nine elements of a good service tie, but does of a poor one', () => {
    const voice = (index: string) => ({ voices: [{ publicServiceId: serviceId, index, lowest: [...skmElements] }] });
    expect(recommend(grounds(voice('76.61'))).items[0]?.purpose).toBe('GROW');
    expect(recommend(grounds(voice('76.60'))).items[0]?.purpose).toBe('IMPROVE');
  });

  it('offers growth to the next level where nothing is amiss', () => {
    const { items } = recommend(grounds(rated({ workResult: at, behaviour: at })));
    expect(items).toHaveLength(3);
    expect(items.every(({ purpose, level }) => purpose === 'GROW' && level === 3)).toBe(true);
    expect(items[0]?.reasons).toEqual([
      { kind: 'BEHAVIOUR', ref: 'KESELURUHAN', detail: { rating: at } },
      { kind: 'GROWTH', ref: 'INTEGRITAS', detail: { actual: 2, next: 3 } },
    ]);
  });

  it('says what has no course instead of staying silent', () => {
    const weak = rated({ behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: below }], behaviour: below });
    expect(recommend(grounds({ ...weak, courses: [] }))).toEqual({ items: [], uncovered: ['PELAYANAN_PUBLIK'] });
  });

  it('takes one course that answers two needs once, with the reasons of both', () => {
    const both = aCourse(50, ['PELAYANAN_PUBLIK', 3], ['INTEGRITAS', 3]);
    const weak = behaviours.slice(0, 2).map((value) => ({ value, rating: below }));
    const { items } = recommend(
      grounds({ ...rated({ behaviours: weak, behaviour: below }), courses: [...grounds().courses, both] }),
    );
    expect(items.map((item) => item.courseId)).toEqual([both.courseId]);
    expect(items[0]?.reasons.map(({ ref }) => ref).sort()).toEqual(['AKUNTABEL', 'BERORIENTASI_PELAYANAN']);
  });

  it('takes an unassessed competency to stand one below the post, never as a gap', () => {
    const weak = rated({ behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: below }], behaviour: below });
    expect(recommend(grounds({ ...weak, profile: [] })).items[0]?.level).toBe(2);
  });
});

const level = fc.integer({ min: 1, max: 5 });
const code = fc.constantFrom(...new Set(signals.map(({ competency }) => competency)));
const levels = fc.uniqueArray(fc.record({ competency: code, level }), { selector: ({ competency }) => competency });
const rating = fc.constantFrom(...ratings);
const anyGrounds: fc.Arbitrary<Grounds> = fc
  .record({
    profile: levels,
    standards: levels,
    workResult: rating,
    behaviour: rating,
    results: fc.array(rating, { maxLength: 6 }),
    values: fc.dictionary(fc.constantFrom(...behaviours), rating),
    voices: fc.array(fc.record({ index: fc.constantFrom('40.00', '76.61', '95.10'), lowest: fc.subarray([...skmElements]) }), {
      maxLength: 3,
    }),
    raises: fc.array(levels, { maxLength: 12 }),
  })
  .map(({ profile, standards, workResult, behaviour, results, values, voices, raises }) =>
    grounds({
      profile,
      standards,
      gaps: gapsOf(profile, standards),
      voices: voices.map((voice, n) => ({ ...voice, publicServiceId: courseId(n) })),
      courses: raises.map((raised, n) => ({ courseId: courseId(n), hours: 5 * (n % 3), raises: raised })),
      ...rated({
        ...{ workResult, behaviour },
        results: results.map((given, n) => ({ resultId: courseId(n), rating: given })),
        behaviours: Object.entries(values).map(([value, given]) => ({ value, rating: given })),
      }),
    }),
  );

describe('recommend, whatever the grounds', () => {
  it('gives the same answer for the same grounds in any order', () => {
    fc.assert(
      fc.property(anyGrounds, (given) => {
        const { appraisal } = given;
        const reversed: Grounds = {
          appraisal: { ...appraisal, results: appraisal.results.toReversed(), behaviours: appraisal.behaviours.toReversed() },
          voices: given.voices.toReversed().map((voice) => ({ ...voice, lowest: voice.lowest.toReversed() })),
          gaps: given.gaps.toReversed(),
          signals: given.signals.toReversed(),
          profile: given.profile.toReversed(),
          standards: given.standards.toReversed(),
          courses: given.courses.toReversed(),
        };
        expect(recommend(reversed)).toEqual(recommend(given));
      }),
    );
  });

  it('ranks 1 to n, each course once, each from the catalogue, above what is known, with a reason, at most five', () => {
    fc.assert(
      fc.property(anyGrounds, (given) => {
        const { items } = recommend(given);
        expect(items.map(({ rank }) => rank)).toEqual(items.map((_, n) => n + 1));
        expect(new Set(items.map((item) => item.courseId)).size).toBe(items.length);
        expect(items.length).toBeLessThanOrEqual(5);
        for (const item of items) {
          const course = given.courses.find((candidate) => candidate.courseId === item.courseId);
          expect(course?.raises).toContainEqual({ competency: item.competency, level: item.level });
          expect(item.level).toBeGreaterThan(given.profile.find((known) => known.competency === item.competency)?.level ?? 0);
          expect(item.reasons.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('never lets a gap that the catalogue could close go unsaid', () => {
    fc.assert(
      fc.property(anyGrounds, (given) => {
        const { items, uncovered } = recommend(given);
        const said = new Set([...uncovered, ...items.flatMap(({ reasons }) => reasons.map(({ ref }) => ref))]);
        const needs = given.gaps.filter(({ gap }) => (gap ?? 0) < 0);
        // Three competencies cannot overflow the five places.
        for (const { competency } of needs) expect(said).toContain(competency);
        if (needs.length > 0) for (const { purpose } of items) expect(purpose).toBe('IMPROVE');
      }),
    );
  });
});
