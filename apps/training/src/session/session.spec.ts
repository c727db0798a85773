import { describe, expect, it } from '@jest/globals';
import { DomainError, sessionScheduled } from '@siger/contracts';
import { hasSeat, schedule, takeSeat } from './session.js';

const { sessionId, ...days } = sessionScheduled.example;
const aSession = { id: sessionId, ...days, place: 'Aula BPSDM', link: null };
const offered = { retired: false };

describe('schedule', () => {
  it('says days and seats', () => {
    expect(schedule(aSession, offered).facts.map(({ data }) => data)).toEqual([sessionScheduled.example]);
  });

  it.each([
    ['an end before the start', { endsOn: '2027-01-31' }],
    ['a session that is nowhere', { place: null }],
  ])('refuses %s', (_, more) => {
    expect(() => schedule({ ...aSession, ...more }, offered)).toThrow(new DomainError('invalid-body'));
  });

  it('refuses a course that is no longer offered', () => {
    expect(() => schedule(aSession, { retired: true })).toThrow(new DomainError('course-retired'));
  });
});

describe('seats', () => {
  it('are free until the last is taken', () => {
    const { state } = schedule({ ...aSession, seats: 1 }, offered);
    expect(hasSeat(state)).toBe(true);
    expect(hasSeat(takeSeat(state).state)).toBe(false);
  });
});
