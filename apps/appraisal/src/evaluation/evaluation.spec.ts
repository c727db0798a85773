import { describe, expect, it } from '@jest/globals';
import { appraisalCompleted, appraisalOpened, DomainError, fact, indexPublished } from '@siger/contracts';
import fc from 'fast-check';
import { aPlan } from '../plan/plan.fixture.js';
import { recordIndex } from '../plan/realisation.js';
import { aJudgement, anEvaluation, resultIds } from './evaluation.fixture.js';
import { correct, type Evaluation, finalise, handOver, open, rate, selfAssess, sign, supersede, takeOver } from './evaluation.js';

const sample = appraisalCompleted.example;
const raterId = sample.raterId;
const { realisations } = recordIndex(aPlan(), indexPublished.example).state;
const rating = {
  rate: {
    results: [{ resultId: resultIds[0] ?? '', rating: 'SESUAI_EKSPEKTASI' as const, feedback: 'Baik' }],
    behaviours: [{ value: 'BERORIENTASI_PELAYANAN', rating: 'DI_BAWAH_EKSPEKTASI' as const }],
  },
  judgement: aJudgement(),
  raterId,
};
const assessment = { results: [{ resultId: resultIds[0] ?? '', realisation: 'Selesai 120 berkas' }] };

const steps = {
  selfAssess: (evaluation: Evaluation) => selfAssess(evaluation, assessment, resultIds),
  rate: (evaluation: Evaluation) => rate(evaluation, rating, resultIds),
  handOver: (evaluation: Evaluation) => handOver(evaluation, realisations, '2027-01-10'),
  sign: (evaluation: Evaluation) => sign(evaluation, null, '2027-01-12'),
  finalise: (evaluation: Evaluation) => finalise(evaluation, '2027-01-13'),
};
type Step = keyof typeof steps;
const through = (...names: Step[]) => names.reduce((evaluation, name) => steps[name](evaluation).state, anEvaluation());
const all: Step[] = ['selfAssess', 'rate', 'handOver', 'sign', 'finalise'];

describe('open', () => {
  it('begins with nothing judged, and says so', () => {
    const { state, facts } = open(anEvaluation());
    expect(state).toEqual(anEvaluation());
    expect(facts).toEqual([fact(appraisalOpened, appraisalOpened.example)]);
  });
});

describe('finalise', () => {
  it('says the predicate, the ratings and what citizens said, and no word of text', () => {
    const { state, facts } = finalise(through('selfAssess', 'rate', 'handOver', 'sign'), '2027-01-13');

    expect([state.state, state.finalisedOn]).toEqual(['SELESAI', '2027-01-13']);
    expect(facts).toEqual([fact(appraisalCompleted, sample)]);
  });
});

describe('the states of an evaluation', () => {
  const legal: Record<string, Partial<Record<Step, string>>> = {
    DIBUKA: { selfAssess: 'DINILAI_SENDIRI' },
    DINILAI_SENDIRI: { selfAssess: 'DINILAI_SENDIRI', rate: 'DINILAI' },
    DINILAI: { rate: 'DINILAI', handOver: 'DISERAHKAN' },
    DISERAHKAN: { sign: 'DITANDATANGANI' },
    DITANDATANGANI: { finalise: 'SELESAI' },
    SELESAI: {},
  };

  it('needs every step before it counts, and each says one thing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 15 }), (names) => {
        let evaluation = anEvaluation();
        for (const name of names) {
          const next = legal[evaluation.state]?.[name];
          if (next === undefined) {
            expect(() => steps[name](evaluation)).toThrow(new DomainError('wrong-state'));
            continue;
          }
          const { state, facts } = steps[name](evaluation);
          expect([state.state, facts.length]).toEqual([next, 1]);
          evaluation = state;
        }
        const done = evaluation.state === 'SELESAI';
        expect(done).toBe([evaluation.handedOverOn, evaluation.signedOn, evaluation.finalisedOn].every((day) => day !== null));
      }),
    );
  });
});

describe('selfAssess and rate', () => {
  const strange = [{ resultId: raterId, realisation: 'x', rating: 'SESUAI_EKSPEKTASI' }];
  it.each([
    ['nothing', []],
    ['another plan', strange],
    ['one result twice', [...assessment.results, ...assessment.results]],
  ])('refuse %s', (_, results) => {
    expect(() => selfAssess(anEvaluation(), { results }, resultIds)).toThrow(new DomainError('invalid-body'));
    const rated = results.map(({ resultId }) => ({ resultId, rating: 'SESUAI_EKSPEKTASI' as const }));
    expect(() => rate(through('selfAssess'), { ...rating, rate: { ...rating.rate, results: rated } }, resultIds)).toThrow(
      new DomainError('invalid-body'),
    );
  });

  it('refuse a value that is judged twice', () => {
    const behaviours = [...rating.rate.behaviours, ...rating.rate.behaviours];
    expect(() => rate(through('selfAssess'), { ...rating, rate: { ...rating.rate, behaviours } }, resultIds)).toThrow(
      new DomainError('invalid-body'),
    );
  });
});

describe('takeOver', () => {
  it('counts at once, as it was', () => {
    const { state, facts } = takeOver(anEvaluation(), { ...rating, realisations, finalisedOn: '2027-01-13' }, resultIds);
    expect(state.state).toBe('SELESAI');
    expect(facts).toEqual([fact(appraisalCompleted, sample)]);
  });
});

describe('correct', () => {
  it('makes a new evaluation that counts, and leaves the old one but for its name', () => {
    const old = through(...all);
    const id = '018f6f00-0000-7000-8000-00000000010b';
    const judgement = aJudgement({ behaviour: 'SESUAI_EKSPEKTASI', predicate: 'BAIK' });

    const { state, facts } = correct(old, id, judgement, '2027-02-10');

    expect(state).toMatchObject({ id, supersedes: old.id, predicate: 'BAIK', finalisedOn: '2027-02-10' });
    expect(facts).toEqual([
      fact(appraisalCompleted, {
        ...sample,
        appraisalId: id,
        behaviour: 'SESUAI_EKSPEKTASI',
        predicate: 'BAIK',
        supersedes: old.id,
      }),
    ]);
    expect(supersede(old, id)).toEqual({ state: { ...old, supersededBy: id }, facts: [] });
  });
});
