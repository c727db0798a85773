import { describe, expect, it } from '@jest/globals';
import { DomainError, enrolmentCompleted, enrolmentRequested, type EnrolmentStatus } from '@siger/contracts';
import { approve, attend, cancel, complete, holdsSeat, request, type Enrolment } from './enrolment.js';

const { enrolmentId, ...wish } = enrolmentRequested.example;
const days = { startsOn: '2027-02-01', endsOn: '2027-02-03' };
const now = new Date('2027-01-10T02:00:00Z');
const asked = request({ id: enrolmentId, ...wish }, days, '2027-01-10');
const as = (status: EnrolmentStatus): Enrolment => ({ ...asked.state, status });
const { certificateId } = enrolmentCompleted.example;
const settled = new DomainError('enrolment-settled');

describe('request', () => {
  it('asks for a seat', () => {
    expect(asked.state.status).toBe('REQUESTED');
    expect(asked.facts.map(({ data }) => data)).toEqual([enrolmentRequested.example]);
  });

  it('is possible until the last day', () => {
    expect(() => request({ id: enrolmentId, ...wish }, days, '2027-02-03')).not.toThrow();
    expect(() => request({ id: enrolmentId, ...wish }, days, '2027-02-04')).toThrow(new DomainError('session-over'));
  });
});

describe('approve', () => {
  it('gives a free seat', () => {
    expect(approve(as('REQUESTED'), true, now).state.status).toBe('APPROVED');
  });

  it('puts on the waiting list when the session is full, once', () => {
    const { state, facts } = approve(as('REQUESTED'), false, now);
    expect(state).toMatchObject({ status: 'WAITING', waitingSince: now });
    expect(facts).toHaveLength(1);
    expect(approve(state, false, new Date('2027-01-11'))).toEqual({ state, facts: [] });
    expect(approve(state, true, now).state).toMatchObject({ status: 'APPROVED', waitingSince: null });
  });
});

describe('attend and complete', () => {
  it('follow the calendar', () => {
    expect(() => attend(as('APPROVED'), days, '2027-01-31')).toThrow(new DomainError('session-not-started'));
    expect(attend(as('APPROVED'), days, '2027-02-01').state.status).toBe('ATTENDED');
    const completion = { endsOn: days.endsOn, certificateId };
    expect(() => complete(as('ATTENDED'), { ...completion, today: '2027-02-02' })).toThrow(new DomainError('session-not-over'));
    const { state, facts } = complete(as('ATTENDED'), { ...completion, today: '2027-02-03' });
    expect(state).toMatchObject({ status: 'COMPLETED', certificateId });
    expect(facts.map(({ data }) => data)).toEqual([enrolmentCompleted.example]);
  });
});

describe('what an enrolment allows', () => {
  const steps = {
    approve: (enrolment: Enrolment) => approve(enrolment, true, now),
    attend: (enrolment: Enrolment) => attend(enrolment, days, days.startsOn),
    complete: (enrolment: Enrolment) => complete(enrolment, { endsOn: days.endsOn, certificateId, today: days.endsOn }),
    cancel,
  };
  /** In the order approve, attend, complete, cancel. */
  const table: Record<EnrolmentStatus, string> = {
    REQUESTED: 'yes no no yes',
    WAITING: 'yes no no yes',
    APPROVED: 'no yes no yes',
    ATTENDED: 'no no yes no',
    COMPLETED: 'no no no no',
    CANCELLED: 'no no no no',
  };
  const cases = (Object.keys(table) as EnrolmentStatus[]).flatMap((status) =>
    (Object.keys(steps) as (keyof typeof steps)[]).map((step, column) => ({
      ...{ status, step },
      allowed: table[status].split(' ')[column],
    })),
  );

  it.each(cases)('$status: $step $allowed', ({ status, step, allowed }) => {
    if (allowed === 'yes') expect(steps[step](as(status)).facts).toHaveLength(1);
    else expect(() => steps[step](as(status))).toThrow(settled);
  });

  it('holds a seat from approval until it is cancelled or used up', () => {
    expect((Object.keys(table) as EnrolmentStatus[]).filter((status) => holdsSeat(as(status)))).toEqual(['APPROVED']);
  });
});
