import { describe, expect, it } from '@jest/globals';
import { DomainError, fact, planCreated, planEstablished, planReturned } from '@siger/contracts';
import fc from 'fast-check';
import { aPlan, aResult, anIndicator, publicServiceId } from './plan.fixture.js';
import {
  addIndicator,
  addResult,
  agree,
  contentOf,
  create,
  establish,
  giveBack,
  type Plan,
  replaceContent,
  revise,
  submit,
  takeOver,
} from './plan.js';

const ids = () => {
  let count = 0;
  return () => `018f6f00-0000-7000-8000-${String((count += 1)).padStart(12, '0')}`;
};
const wrongState = new DomainError('wrong-state');

describe('contentOf', () => {
  it('holds all seven values, also those that nobody speaks of', () => {
    const { behaviours } = contentOf({ behaviours: [{ value: 'LOYAL', expectation: 'Menjaga rahasia jabatan' }] }, ids());

    expect(behaviours).toHaveLength(7);
    expect(behaviours.filter(({ expectation }) => expectation !== null)).toEqual([
      { value: 'LOYAL', expectation: 'Menjaga rahasia jabatan' },
    ]);
  });

  it('keeps ids that the client made and makes the others', () => {
    const { results } = contentOf(
      { results: [{ ...aResult(), measure: 'Tepat waktu', indicators: [{ description: 'x', target: '1' }] }] },
      ids(),
    );

    expect(results[0]).toMatchObject({ id: aResult().id, indicators: [{ id: '018f6f00-0000-7000-8000-000000000001' }] });
  });

  it('refuses an id that is used twice', () => {
    const twice = { kind: 'UTAMA', description: 'x', id: aResult().id };
    expect(() => contentOf({ results: [twice, twice] }, ids())).toThrow(new DomainError('invalid-body'));
  });
});

describe('create', () => {
  it('is a draft of the first edition', () => {
    const plan = aPlan();

    const { state, facts } = create(plan, plan);

    expect(state).toEqual(plan);
    const { cycleId, employeeId, raterId, unitId, approach } = plan;
    expect(facts).toEqual([fact(planCreated, { planId: plan.id, cycleId, employeeId, raterId, unitId, approach })]);
  });
});

describe('editing', () => {
  const other = aResult({ id: '018f6f00-0000-7000-8000-0000000001ff', indicators: [] });

  it('adds results and indicators to a draft', () => {
    const { state } = addIndicator(addResult(aPlan(), other).state, other.id, anIndicator({ id: publicServiceId }));
    expect(state.results.map(({ id, indicators }) => [id, indicators.length])).toEqual([
      [aResult().id, 1],
      [other.id, 1],
    ]);
  });

  it('makes a returned plan a draft again', () => {
    expect(addResult(aPlan({ state: 'DIKEMBALIKAN' }), other).state.state).toBe('DRAFT');
    expect(addResult(aPlan({ state: 'REVISI' }), other).state.state).toBe('REVISI');
  });

  it('is over once the plan is handed in', () => {
    for (const state of ['DIAJUKAN', 'DISEPAKATI', 'DITETAPKAN'])
      expect(() => replaceContent(aPlan({ state }), {})).toThrow(wrongState);
  });

  it('knows only its own results', () => {
    expect(() => addIndicator(aPlan(), other.id, anIndicator())).toThrow(new DomainError('not-found'));
  });
});

describe('giveBack', () => {
  it('says that it was returned, and why only in the plan', () => {
    const plan = aPlan({ state: 'DIAJUKAN' });
    const { state, facts } = giveBack(plan, 'Target terlalu rendah');

    expect([state.state, state.reason]).toEqual(['DIKEMBALIKAN', 'Target terlalu rendah']);
    const { id: planId, cycleId, employeeId, raterId, unitId, edition } = plan;
    expect(facts).toEqual([fact(planReturned, { planId, cycleId, employeeId, raterId, unitId, edition })]);
  });
});

describe('establish', () => {
  it('says the results, their parents and the services that realise them', () => {
    const { state, facts } = establish(aPlan({ state: 'DISEPAKATI' }), '2026-01-20');

    expect([state.state, state.establishedOn]).toEqual(['DITETAPKAN', '2026-01-20']);
    expect(facts).toEqual([fact(planEstablished, planEstablished.example)]);
  });
});

describe('takeOver', () => {
  it('creates and establishes at once', () => {
    const { state, facts } = takeOver(aPlan(), aPlan(), '2025-01-20');
    expect(state).toEqual(aPlan({ state: 'DITETAPKAN', establishedOn: '2025-01-20' }));
    expect(facts.map(({ contract }) => contract.type)).toEqual(['plan.created.v1', 'plan.established.v1']);
  });
});

describe('the states of a plan', () => {
  const steps = {
    edit: (plan: Plan) => replaceContent(plan, {}),
    submit: (plan: Plan) => submit(plan, plan.employeeId),
    return: (plan: Plan) => giveBack(plan, 'x'),
    agree,
    establish: (plan: Plan) => establish(plan, '2026-01-20'),
    revise: (plan: Plan) => revise(plan, 'x'),
  };
  type Step = keyof typeof steps;
  const legal: Record<string, Partial<Record<Step, string>>> = {
    DRAFT: { edit: 'DRAFT', submit: 'DIAJUKAN' },
    DIAJUKAN: { return: 'DIKEMBALIKAN', agree: 'DISEPAKATI' },
    DIKEMBALIKAN: { edit: 'DRAFT', submit: 'DIAJUKAN' },
    DISEPAKATI: { return: 'DIKEMBALIKAN', establish: 'DITETAPKAN' },
    DITETAPKAN: { revise: 'REVISI' },
    REVISI: { edit: 'REVISI', submit: 'DIAJUKAN' },
  };

  it('follows only the legal steps; the edition counts what was established', () => {
    const walk = fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 30 });
    fc.assert(
      fc.property(walk, (names) => {
        let plan = aPlan();
        let established = 0;
        for (const name of names) {
          const next = legal[plan.state]?.[name];
          if (next === undefined) {
            expect(() => steps[name](plan)).toThrow(wrongState);
            continue;
          }
          const { state, facts } = steps[name](plan);
          if (name === 'establish') established += 1;
          expect([state.state, facts.length]).toEqual([next, name === 'edit' ? 0 : 1]);
          expect(state.edition).toBe(state.state === 'DITETAPKAN' ? established : established + 1);
          plan = state;
        }
      }),
    );
  });
});
