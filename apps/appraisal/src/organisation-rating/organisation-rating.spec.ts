import { describe, expect, it } from '@jest/globals';
import { fact, organisationRatingGiven } from '@siger/contracts';
import { give, giveAgain } from './organisation-rating.js';

const { organisationRatingId, unitId, cycleId, period, givenOn } = organisationRatingGiven.example;
const subject = { id: organisationRatingId, unitId, cycleId, period };
const verdict = { predicate: 'BAIK' as const, reason: 'Target perjanjian kinerja tercapai' };

describe('give', () => {
  it('says the predicate, never the reason', () => {
    const { state, facts } = give(subject, verdict, givenOn);
    expect(state).toEqual({ ...subject, ...verdict, version: 1, givenOn });
    expect(facts).toEqual([fact(organisationRatingGiven, organisationRatingGiven.example)]);
  });
});

describe('giveAgain', () => {
  it('says the new predicate, and nothing when it is the same', () => {
    const rating = give(subject, verdict, givenOn).state;
    expect(giveAgain(rating, { ...verdict, predicate: 'KURANG' }, '2027-01-11').facts).toEqual([
      fact(organisationRatingGiven, { ...organisationRatingGiven.example, predicate: 'KURANG', givenOn: '2027-01-11' }),
    ]);
    expect(giveAgain(rating, verdict, '2027-01-11')).toEqual({ state: rating, facts: [] });
  });
});
