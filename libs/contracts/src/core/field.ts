import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { declare, type JsonSchema, type Shape } from './shape.js';

/** What an identifier looks like on the wire: a UUID in lower case (RFC 9562). */
export const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

const field =
  (schema: JsonSchema | (() => JsonSchema), ...validators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const validator of validators) validator(target, key);
    declare(target.constructor as Shape, String(key), { schema });
  };

/** Unicode code points between `min` and `max`: what JSON Schema counts, unlike class-validator's own `Length`. */
const Length = (min: number, max: number, each: boolean) =>
  ValidateBy(
    {
      name: 'isLength',
      constraints: [min, max],
      validator: { validate: (value) => typeof value === 'string' && inRange([...value].length, min, max) },
    },
    { each, message: `must have ${min} to ${max} characters` },
  );
const inRange = (size: number, min: number, max: number) => size >= min && size <= max;

const Format = (name: 'date' | 'date-time') => {
  const format = fullFormats[name] as { validate: RegExp | ((value: string) => boolean) };
  const { validate } = format;
  const accepts = (value: string) => (validate instanceof RegExp ? validate.test(value) : validate(value));
  return ValidateBy(
    { name: `is-${name}`, validator: { validate: (value) => typeof value === 'string' && accepts(value) } },
    { message: `must be a valid ${name}` },
  );
};

export interface Doc {
  /** What the field means, in English; with its unit where it has one. */
  doc?: string;
}
const described = (schema: JsonSchema, { doc }: Doc): JsonSchema => (doc ? { ...schema, description: doc } : schema);

/** A UUID, lower case. */
export const Id = (o: Doc = {}) =>
  field(
    described({ type: 'string', format: 'uuid', pattern: ID_PATTERN }, o),
    IsString(),
    Matches(new RegExp(ID_PATTERN), { message: 'must be a UUID' }),
  );
export const Ids = (o: Doc & { min?: number; max: number }) =>
  field(
    described({ type: 'array', items: { type: 'string', pattern: ID_PATTERN }, minItems: o.min ?? 0, maxItems: o.max }, o),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    Matches(new RegExp(ID_PATTERN), { each: true, message: 'must be a UUID' }),
  );

/** Text of `min` (default 1) to `max` Unicode characters, with an optional pattern. */
export const Text = (o: Doc & { min?: number; max: number; pattern?: string }) =>
  field(
    described({ type: 'string', minLength: o.min ?? 1, maxLength: o.max, ...(o.pattern ? { pattern: o.pattern } : {}) }, o),
    IsString(),
    Length(o.min ?? 1, o.max, false),
    ...(o.pattern ? [Matches(new RegExp(o.pattern, 'u'))] : []),
  );
export const Texts = (o: Doc & { min?: number; max: number; maxLength: number }) =>
  field(
    described(
      { type: 'array', items: { type: 'string', minLength: 1, maxLength: o.maxLength }, minItems: o.min ?? 0, maxItems: o.max },
      o,
    ),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    Length(1, o.maxLength, true),
  );

/** One of the listed official values. */
export const OneOf = (values: readonly string[], o: Doc = {}) =>
  field(described({ type: 'string', enum: [...values] }, o), IsIn(values));
export const SomeOf = (values: readonly string[], o: Doc & { min?: number; max: number }) =>
  field(
    described({ type: 'array', items: { type: 'string', enum: [...values] }, minItems: o.min ?? 0, maxItems: o.max }, o),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    IsIn(values, { each: true }),
  );

/** `YYYY-MM-DD`, a day of Asia/Jakarta. */
export const DateOnly = (o: Doc = {}) => field(described({ type: 'string', format: 'date' }, o), IsString(), Format('date'));
export const DatesOnly = (o: Doc & { min?: number; max: number }) =>
  field(
    described({ type: 'array', items: { type: 'string', format: 'date' }, minItems: o.min ?? 0, maxItems: o.max }, o),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    ValidateBy(
      {
        name: 'is-date',
        validator: {
          validate: (value) =>
            typeof value === 'string' && (fullFormats.date as { validate: (v: string) => boolean }).validate(value),
        },
      },
      { each: true, message: 'must be a valid date' },
    ),
  );
/** RFC 3339 instant with offset. */
export const Instant = (o: Doc = {}) =>
  field(described({ type: 'string', format: 'date-time' }, o), IsString(), Format('date-time'));

export const Whole = (o: Doc & { min: number; max: number }) =>
  field(described({ type: 'integer', minimum: o.min, maximum: o.max }, o), IsInt(), Min(o.min), Max(o.max));
export const Num = (o: Doc & { min: number; max: number }) =>
  field(described({ type: 'number', minimum: o.min, maximum: o.max }, o), IsNumber(), Min(o.min), Max(o.max));
/** A list of integers, each between `least` and `most`. */
export const Wholes = (o: Doc & { min?: number; max: number; least: number; most: number }) =>
  field(
    described(
      {
        type: 'array',
        items: { type: 'integer', minimum: o.least, maximum: o.most },
        minItems: o.min ?? 0,
        maxItems: o.max,
      },
      o,
    ),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    IsInt({ each: true }),
    Min(o.least, { each: true }),
    Max(o.most, { each: true }),
  );
/** One of the listed official values, or else a number. */
export const OneOfOrNum = (values: readonly string[], o: Doc & { min: number; max: number }) =>
  field(
    described(
      {
        anyOf: [
          { type: 'string', enum: [...values] },
          { type: 'number', minimum: o.min, maximum: o.max },
        ],
      },
      o,
    ),
    ValidateBy(
      {
        name: 'isOneOfOrNum',
        validator: {
          validate: (value) =>
            typeof value === 'number' ? inRange(value, o.min, o.max) : typeof value === 'string' && values.includes(value),
        },
      },
      { message: `must be one of ${values.join(', ')}, or a number from ${o.min} to ${o.max}` },
    ),
  );
export const Flag = (o: Doc = {}) => field(described({ type: 'boolean' }, o), IsBoolean());

/** An official figure as text (`"80.56"`), so that no client rounds it. */
export const Figure = (o: Doc = {}) => {
  const pattern = '^-?[0-9]+(\\.[0-9]+)?$';
  return field(
    described({ type: 'string', pattern, maxLength: 40 }, o),
    IsString(),
    Length(1, 40, false),
    Matches(new RegExp(pattern)),
  );
};

/** A nested contract class. */
export const Nested = (of: () => Shape, o: Doc = {}) =>
  field(
    () => described({ shape: of() }, o),
    IsObject(),
    ValidateNested(),
    Type(() => of()),
  );
export const ListOf = (of: () => Shape, o: Doc & { min?: number; max: number }) =>
  field(
    () => described({ type: 'array', items: { shape: of() }, minItems: o.min ?? 0, maxItems: o.max }, o),
    IsArray(),
    ArrayMinSize(o.min ?? 0),
    ArrayMaxSize(o.max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(() => of()),
  );

/** May be absent. `null` is refused unless the field is also `Nullable`. */
export const Optional = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value) => value !== undefined)(target, key);
  declare(target.constructor as Shape, String(key), { optional: true });
};
/** May be `null`. */
export const Nullable = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value) => value !== null)(target, key);
  declare(target.constructor as Shape, String(key), { nullable: true });
};
