import { describe, expect, it } from '@jest/globals';
import { DatesOnly, ListOf, Nested, Nullable, Optional, Text } from '@siger/contracts';
import { overlongLists } from './list-limits.js';

class Leaf {
  @Text({ max: 5 }) name!: string;
  @Optional() @DatesOnly({ max: 1 }) days?: string[];
}
class Branch {
  @ListOf(() => Leaf, { max: 2 }) leaves!: Leaf[];
}
class Tree {
  @Optional() @ListOf(() => Branch, { max: 2 }) branches?: Branch[];
  @Optional() @Nullable() @Nested(() => Branch) trunk?: Branch | null;
}

const pointers = (body: object) => overlongLists(Tree, body, 'en').map(({ pointer, code }) => `${pointer} ${code}`);

describe('overlong lists', () => {
  it('are found at any depth, and not searched', () => {
    expect(pointers({ branches: [{ leaves: [{}, {}, {}] }, { leaves: [{ days: ['a', 'b'] }, {}] }] })).toEqual([
      '/branches/1/leaves/0/days size',
      '/branches/0/leaves size',
    ]);
    expect(pointers({ branches: [{ leaves: [{}, {}, {}] }, {}, {}] })).toEqual(['/branches size']);
    expect(pointers({ trunk: { leaves: [1, 2, 3] } })).toEqual(['/trunk/leaves size']);
  });

  it('are no matter of other faults', () => {
    for (const body of [
      {},
      { branches: 3 },
      { branches: [7, []] },
      { branches: [null, 'x'] },
      { trunk: null },
      { trunk: [1, 2, 3] },
      { more: [1, 2, 3] },
    ])
      expect([body, pointers(body)]).toEqual([body, []]);
    expect(pointers({ branches: [{ leaves: [{}, {}] }, { leaves: [] }] })).toEqual([]);
  });
});
