import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { Shape } from '@siger/contracts';
import { validateQuery } from './query-shape.js';
import { validate } from './validate.js';

/** What TypeScript writes as the type of a parameter that has no class. */
const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];

/** Reads every body and every query that is declared as a shape. */
@Injectable()
export class ShapePipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if (PLAIN.includes(metatype) || data !== undefined) return value;
    if (type === 'body') return validate(metatype as Shape, value);
    if (type === 'query') return validateQuery(metatype as Shape, value as Record<string, unknown>);
    return value;
  }
}
