import { describe, expect, it } from '@jest/globals';
import { organisationPredicates, ratings } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { predicate, predicateFaults } from './predicate.js';

const { parameters } = ruleSets.predicate;
const [above, meets, below] = ratings;

describe('the predicate of an employee', () => {
  it.each([
    ['K01', above, above, 'SANGAT_BAIK'],
    ['K02', above, meets, 'BAIK'],
    ['K03', above, below, 'KURANG'],
    ['K04', meets, above, 'BAIK'],
    ['K05', meets, meets, 'BAIK'],
    ['K06', meets, below, 'KURANG'],
    ['K07', below, above, 'BUTUH_PERBAIKAN'],
    ['K08', below, meets, 'BUTUH_PERBAIKAN'],
    ['K09', below, below, 'SANGAT_KURANG'],
  ] as const)('%s: %s by %s is %s', (_, workResult, behaviour, expected) => {
    expect(predicate({ workResult, behaviour }, parameters)).toEqual({ workResult, predicate: expected });
  });

  it.each([
    ['K10', 'ISTIMEWA', above, above, 'SANGAT_BAIK'],
    ['K11', 'BAIK', above, meets, 'BAIK'],
    ['K12', 'KURANG', meets, below, 'BUTUH_PERBAIKAN'],
    ['needs improvement', 'BUTUH_PERBAIKAN', below, below, 'SANGAT_KURANG'],
    ['very poor', 'SANGAT_KURANG', above, below, 'BUTUH_PERBAIKAN'],
  ] as const)('%s: a head of a unit that is %s', (_, organisationPredicate, behaviour, workResult, expected) => {
    expect(predicate({ organisationPredicate, behaviour }, parameters)).toEqual({ workResult, predicate: expected });
  });

  it('is never better for a worse rating', () => {
    const order = ['SANGAT_KURANG', 'KURANG', 'BUTUH_PERBAIKAN', 'BAIK', 'SANGAT_BAIK'];
    const rank = (workResult: (typeof ratings)[number], behaviour: (typeof ratings)[number]) =>
      order.indexOf(predicate({ workResult, behaviour }, parameters).predicate);
    const worse = fc.integer({ min: 0, max: 1 });
    const any = fc.constantFrom(...ratings);
    fc.assert(
      fc.property(any, worse, (rating, at) => {
        const [good, bad] = [ratings[at] ?? below, ratings[at + 1] ?? below];
        expect(rank(good, rating)).toBeGreaterThanOrEqual(rank(bad, rating));
        // The official quadrants put a good result with bad behaviour (KURANG) below a bad result with fair behaviour.
        expect(rank(rating, good)).toBeGreaterThanOrEqual(rank(rating, bad));
      }),
    );
  });

  it('of a head is the one of the work result that the organisation stands for', () => {
    fc.assert(
      fc.property(fc.constantFrom(...organisationPredicates), fc.constantFrom(...ratings), (organisationPredicate, behaviour) => {
        const answer = predicate({ organisationPredicate, behaviour }, parameters);
        expect(predicate({ workResult: answer.workResult, behaviour }, parameters)).toEqual(answer);
      }),
    );
  });

  it('takes exactly one of the work result and the predicate of the organisation', () => {
    const pointers = (body: unknown) => predicateFaults(body).map(({ pointer }) => pointer);
    expect(pointers({ workResult: above, behaviour: above })).toEqual([]);
    expect(pointers({ organisationPredicate: 'BAIK', behaviour: above })).toEqual([]);
    expect(pointers({ behaviour: above })).toEqual(['/workResult', '/organisationPredicate']);
    expect(pointers({ workResult: above, organisationPredicate: 'BAIK' })).toEqual(['/workResult', '/organisationPredicate']);
    expect(pointers(null)).toEqual(['/workResult', '/organisationPredicate']);
    expect(() => predicate({ behaviour: above }, parameters)).toThrow(RangeError);
  });
});
