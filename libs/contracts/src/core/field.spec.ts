import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { OneOfOrNum, Optional, Wholes } from './field.js';
import { exactlyOne, loose, looseList } from './loose.js';
import { schemaOf, type Shape } from './shape.js';

class Levels {
  @Wholes({ min: 1, max: 3, least: 1, most: 5 }) levels!: number[];
}
class Axis {
  @Optional() @OneOfOrNum(['LOW', 'HIGH'], { min: 0, max: 100 }) at?: string | number;
}

const judges = (shape: Shape) => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schemaOf(shape, 'urn:siger:schema:test'));
  return (body: object) => ({ validator: validateSync(plainToInstance(shape, body)).length === 0, schema: validate(body) });
};
const odd = fc.oneof(
  fc.constantFrom(null, undefined, true, '', 'LOW', 'low', '3', 0, -0, 1, 3, 5, 5.5, 6, 100, 100.01, -1, {}, [], [[]], [1, '2']),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 110 }),
  fc.array(fc.oneof(fc.integer({ min: -1, max: 7 }), fc.double({ min: 0, max: 6, noNaN: true }), fc.constant(null)), {
    maxLength: 5,
  }),
);
const agree = (shape: Shape, name: string) => {
  const judge = judges(shape);
  fc.assert(
    fc.property(odd, (value) => {
      const body = value === undefined ? {} : { [name]: value };
      const { validator, schema } = judge(body);
      expect([body, validator]).toEqual([body, schema]);
    }),
    { numRuns: 500 },
  );
};

describe('a list of integers', () => {
  const judge = judges(Levels);
  it('holds only integers in the range, and not too many', () => {
    expect(judge({ levels: [1, 5, 3] }).validator).toBe(true);
    for (const levels of [[], [1, 2, 3, 4], [0], [6], [1.5], ['1'], [null], 3, null])
      expect([levels, judge({ levels }).validator]).toEqual([levels, false]);
  });
  it('is judged alike by both validators', () => agree(Levels, 'levels'));
});

describe('one of the values or a number', () => {
  const judge = judges(Axis);
  it('is one or the other', () => {
    for (const at of ['LOW', 'HIGH', 0, 100, 59.5]) expect([at, judge({ at }).validator]).toEqual([at, true]);
    for (const at of ['MIDDLE', '50', -1, 100.01, null, true, [50]]) expect([at, judge({ at }).validator]).toEqual([at, false]);
  });
  it('is judged alike by both validators', () => agree(Axis, 'at'));
});

describe('a body that is not trusted', () => {
  it('has no fields unless it is an object', () => {
    for (const body of [null, 3, 'x', [1], undefined]) expect(Object.keys(loose(body))).toEqual([]);
    expect(loose<{ a: number }>({ a: '1' }).a).toBe('1');
    expect([looseList([1]), looseList({ length: 2 }), looseList(null)]).toEqual([[1], [], []]);
  });

  it('names every field of a choice that is missing or doubled', () => {
    const pointers = (body: object) => exactlyOne({ ...body }, 'a', 'b').map(({ pointer, code }) => `${pointer} ${code}`);
    expect(pointers({ a: 1 })).toEqual([]);
    expect(pointers({ a: null })).toEqual([]);
    expect(pointers({ a: 1, b: 2 })).toEqual(['/a unexpected', '/b unexpected']);
    expect(pointers({ c: 1 })).toEqual(['/a required', '/b required']);
  });
});
