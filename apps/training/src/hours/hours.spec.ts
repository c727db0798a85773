import { describe, expect, it } from '@jest/globals';
import { hoursBooked } from '@siger/contracts';
import { book } from './hours.js';

describe('book', () => {
  it('counts in the year of the last day, with the rule set that counted', () => {
    const { hoursId, employeeId, sourceId, ruleSetId, hours } = hoursBooked.example;
    const booking = { employeeId, title: 'Pelayanan Prima', organiser: 'BPSDM', startsOn: '2026-12-30', endsOn: '2027-02-03' };
    const activity = { kind: 'PELATIHAN_TEKNIS', hours: 20 };
    const { state, facts } = book(hoursId, { ...booking, activity, source: 'ENROLMENT', sourceId }, { hours, ruleSetId });
    expect(state).toMatchObject({ year: 2027, hours: 20, kind: 'PELATIHAN_TEKNIS', activity });
    expect(facts.map(({ data }) => data)).toEqual([hoursBooked.example]);
  });
});
