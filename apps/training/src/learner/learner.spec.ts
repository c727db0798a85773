import { describe, expect, it } from '@jest/globals';
import { learnerProfileUpdated } from '@siger/contracts';
import fc from 'fast-check';
import { assess, newLearner, raise, type Learner, type ProfileLevel } from './learner.js';

const id = '018f6f00-0000-7000-8000-000000000011';
const enrolmentId = '018f6f00-0000-7000-8000-000000000304';
const known: ProfileLevel = { competency: 'KOMUNIKASI', level: 3, source: 'ASSESSMENT', sourceId: null, since: '2026-03-01' };
const learner: Learner = { ...newLearner(id), competencies: [known] };
const byTraining = { source: 'TRAINING', sourceId: enrolmentId, on: '2026-06-01' } as const;

describe('assess', () => {
  it('adds what was not known and tells the whole profile', () => {
    const { state, facts } = assess(learner, [{ competency: 'INTEGRITAS', level: 2 }], '2026-05-01');
    expect(state.competencies.map(({ competency, level }) => [competency, level])).toEqual([
      ['INTEGRITAS', 2],
      ['KOMUNIKASI', 3],
    ]);
    expect(facts).toEqual([
      {
        contract: learnerProfileUpdated,
        data: {
          employeeId: id,
          competencies: [
            { competency: 'INTEGRITAS', level: 2 },
            { competency: 'KOMUNIKASI', level: 3 },
          ],
        },
      },
    ]);
  });

  it('may lower a level', () => {
    expect(assess(learner, [{ competency: 'KOMUNIKASI', level: 1 }], '2026-05-01').state.competencies).toEqual([
      { ...known, level: 1, since: '2026-05-01' },
    ]);
  });

  it('is silent when it is older than what is known, or says the same', () => {
    expect(assess(learner, [{ competency: 'KOMUNIKASI', level: 1 }], '2026-02-28')).toEqual({ state: learner, facts: [] });
    expect(assess(learner, [{ competency: 'KOMUNIKASI', level: 3 }], '2026-05-01')).toEqual({ state: learner, facts: [] });
  });
});

describe('raise', () => {
  it('raises to the level of the training and remembers it', () => {
    expect(raise(learner, [{ competency: 'KOMUNIKASI', level: 4 }], byTraining).state.competencies).toEqual([
      { competency: 'KOMUNIKASI', level: 4, source: 'TRAINING', sourceId: enrolmentId, since: '2026-06-01' },
    ]);
  });

  it('never lowers a level, whatever is taught, and a second time says nothing', () => {
    const levels = fc.uniqueArray(
      fc.record({ competency: fc.constantFrom('INTEGRITAS', 'KOMUNIKASI', 'KERJA_SAMA'), level: fc.integer({ min: 1, max: 5 }) }),
      { selector: ({ competency }) => competency },
    );
    fc.assert(
      fc.property(levels, levels, (first, second) => {
        const before = raise(newLearner(id), first, byTraining).state;
        const { state } = raise(before, second, byTraining);
        for (const { competency, level } of before.competencies)
          expect(state.competencies.find((now) => now.competency === competency)?.level).toBeGreaterThanOrEqual(level);
        for (const { competency, level } of second)
          expect(state.competencies.find((now) => now.competency === competency)?.level).toBeGreaterThanOrEqual(level);
        expect(raise(state, second, byTraining).facts).toEqual([]);
      }),
    );
  });
});
