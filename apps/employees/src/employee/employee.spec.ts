import { describe, expect, it } from '@jest/globals';
import {
  employeeCorrected,
  employeeLeft,
  employeePlaced,
  employeeRaterAssigned,
  employeeRegistered,
  fact,
} from '@siger/contracts';
import { aLeader, anEmployee, aPlacement, aRater } from './employee.fixture.js';
import { assignRater, correct, inTurn, leave, place, register, unitsOn } from './employee.js';

const refuses = (code: string) => expect.objectContaining({ code });
const left = anEmployee({ active: false });

describe('register', () => {
  it('makes somebody known, and names nobody in the fact', () => {
    const { id, nip, name, status } = anEmployee();
    const { state, facts } = register({ id, nip, name, status });
    expect(state).toEqual(anEmployee());
    expect(facts).toEqual([fact(employeeRegistered, { employeeId: id, status: 'PNS' })]);
    expect(JSON.stringify(facts)).not.toMatch(/Siti|1990010/);
  });
});

describe('correct', () => {
  it('changes name or status and says so once', () => {
    const { state, facts } = correct(anEmployee(), { name: 'Siti Rahmawati, S.Pd.', status: 'PNS' });
    expect(state.name).toBe('Siti Rahmawati, S.Pd.');
    expect(facts).toEqual([fact(employeeCorrected, { employeeId: state.id, status: 'PNS' })]);
    expect(correct(state, state).facts).toEqual([]);
  });
});

describe('place', () => {
  it('puts somebody into a position', () => {
    const { state, facts } = place(anEmployee(), aPlacement());
    const { placementId, unitId, positionId } = aPlacement();
    expect(state.placements).toEqual([aPlacement()]);
    expect(facts).toEqual([
      fact(employeePlaced, {
        employeeId: state.id,
        placementId,
        unitId,
        positionId,
        positionKind: 'PELAKSANA',
        primary: true,
        from: '2026-01-01',
        until: null,
      }),
    ]);
  });

  it('ends the earlier primary placement the day before', () => {
    const employee = anEmployee({ placements: [aPlacement()] });
    const next = aPlacement({ placementId: 'p2', unitId: 'u2', from: '2026-07-01' });
    expect(place(employee, next).state.placements).toEqual([aPlacement({ until: '2026-06-30' }), next]);
  });

  it('lets an acting position stand beside the primary one', () => {
    const employee = anEmployee({ placements: [aPlacement()] });
    const acting = aPlacement({ placementId: 'p2', head: true, primary: false, from: '2026-03-01', until: '2026-05-31' });
    const { state } = place(employee, acting);
    expect(state.placements).toEqual([aPlacement(), acting]);
    expect(place(state, aPlacement({ placementId: 'p3', from: '2026-04-01' })).state.placements).toContainEqual(acting);
  });

  it('is silent when the same is said again, also with another id', () => {
    const employee = anEmployee({ placements: [aPlacement()] });
    expect(place(employee, aPlacement({ placementId: 'other' }))).toEqual({ state: employee, facts: [] });
  });

  it('refuses to reach into a later placement, and somebody who left', () => {
    const employee = anEmployee({ placements: [aPlacement({ from: '2026-06-01' })] });
    expect(() => place(employee, aPlacement({ placementId: 'p2', from: '2026-01-01' }))).toThrow(refuses('placement-overlap'));
    expect(() => place(left, aPlacement())).toThrow(refuses('employee-left'));
  });
});

describe('assignRater', () => {
  it('says who rates from which day', () => {
    const { state, facts } = assignRater(anEmployee(), aRater(), aLeader());
    expect(state.raters).toEqual([aRater()]);
    expect(facts).toEqual([
      fact(employeeRaterAssigned, { employeeId: state.id, raterId: aLeader().id, from: '2026-01-01', until: null }),
    ]);
  });

  it('ends the earlier assignment, replaces one of the same day, and is silent on the same', () => {
    const employee = anEmployee({ raters: [aRater()] });
    const next = aRater({ id: 'r2', raterId: 'e3', from: '2026-07-01' });
    const third = aLeader({ id: 'e3' });
    expect(assignRater(employee, next, third).state.raters).toEqual([aRater({ until: '2026-06-30' }), next]);
    expect(assignRater(employee, { ...next, from: '2026-01-01' }, third).state.raters).toEqual([{ ...next, from: '2026-01-01' }]);
    expect(assignRater(employee, aRater({ id: 'again' }), aLeader()).facts).toEqual([]);
  });

  it('refuses oneself, somebody who left on either side, and a time that is taken', () => {
    expect(() => assignRater(anEmployee(), aRater({ raterId: anEmployee().id }), anEmployee())).toThrow(refuses('rater-self'));
    expect(() => assignRater(anEmployee(), aRater(), aLeader({ active: false }))).toThrow(refuses('rater-unknown'));
    expect(() => assignRater(left, aRater(), aLeader())).toThrow(refuses('employee-left'));
    const later = anEmployee({ raters: [aRater({ from: '2026-06-01' })] });
    expect(() => assignRater(later, aRater({ raterId: 'e3' }), aLeader({ id: 'e3' }))).toThrow(refuses('rater-overlap'));
  });

  it('refuses that two rate each other on any one day, and allows it one after the other', () => {
    const mutual = aLeader({ raters: [aRater({ raterId: anEmployee().id, from: '2025-01-01', until: '2026-01-01' })] });
    expect(() => assignRater(anEmployee(), aRater(), mutual)).toThrow(refuses('rater-mutual'));
    expect(assignRater(anEmployee(), aRater({ from: '2026-01-02' }), mutual).state.raters).toHaveLength(1);
  });
});

describe('leave', () => {
  it('ends placements and raters with the last day', () => {
    const employee = anEmployee({ placements: [aPlacement()], raters: [aRater()] });
    const { state, facts } = leave(employee, { until: '2026-06-30', today: '2026-11-24' });
    expect(state).toMatchObject({ active: false, placements: [{ until: '2026-06-30' }], raters: [{ until: '2026-06-30' }] });
    expect(facts).toEqual([fact(employeeLeft, { employeeId: employee.id, until: '2026-06-30' })]);
  });

  it('not tomorrow, and not twice', () => {
    expect(() => leave(anEmployee(), { until: '2026-11-25', today: '2026-11-24' })).toThrow(refuses('date-in-future'));
    expect(() => leave(left, { until: '2026-06-30', today: '2026-11-24' })).toThrow(refuses('employee-left'));
  });
});

describe('unitsOn', () => {
  it('is where somebody works that day, also in an acting position; else where somebody worked last', () => {
    const employee = anEmployee({
      placements: [
        aPlacement({ unitId: 'old', from: '2025-01-01', until: '2025-12-31' }),
        aPlacement({ unitId: 'now', until: '2026-06-30' }),
      ],
    });
    const acting = aPlacement({ unitId: 'acting', primary: false, until: '2026-06-30' });
    expect(unitsOn({ ...employee, placements: [...employee.placements, acting] }, '2026-03-01')).toEqual(['now', 'acting']);
    expect(unitsOn(employee, '2026-07-01')).toEqual(['now']);
    expect(unitsOn(anEmployee(), '2026-07-01')).toEqual([]);
  });
});

describe('inTurn', () => {
  it('makes one change of several, with their facts in order', () => {
    const { id, nip, name, status } = anEmployee();
    const { state, facts } = inTurn(
      register({ id, nip, name, status }),
      (employee) => place(employee, aPlacement()),
      (employee) => assignRater(employee, aRater(), aLeader()),
    );
    expect(state).toMatchObject({ placements: [aPlacement()], raters: [aRater()] });
    expect(facts.map(({ contract }) => contract.type)).toEqual([
      'employee.registered.v1',
      'employee.placed.v1',
      'employee.rater-assigned.v1',
    ]);
  });
});
