import { invalid, type Fault, type Shape, DomainError } from '@siger/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { context, type Language } from '../../context.js';
import { faultText } from './fault-text.js';
import { faultsOf } from './faults.js';
import { overlongLists } from './list-limits.js';

const DEEPEST = 32;
/** A document of nothing but faults is not answered with all of them. */
const MOST_FAULTS = 1000;

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** `constructor` and the like: names that every object answers to, and that no shape declares. */
const isBuiltIn = (name: string) => name in Object.prototype;

/** Refuses a document too deep to be meant, and finds fields whose names would pass for declared ones. Walks without recursion. */
const builtInNames = (body: object, language: Language): Fault[] => {
  const faults: Fault[] = [];
  const places: Place[] = [{ value: body, pointer: '', depth: 1 }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, pointer, depth } = place;
    if (depth > DEEPEST) throw new DomainError('malformed-body');
    for (const [name, inner] of Object.entries(value as object)) {
      const at = `${pointer}/${name}`;
      if (isBuiltIn(name)) faults.push({ pointer: at, ...faultText('whitelistValidation', [], language, name) });
      if (isObject(inner)) places.push({ value: inner, pointer: at, depth: depth + 1 });
    }
  }
  return faults;
};

/**
 * The body as an instance of its shape, or a refusal (422) with every fault at once.
 * Nothing is converted: `"5"` is no number. A request without a body is read as `{}`.
 */
export const validate = <T extends object>(shape: Shape<T>, body: unknown = {}): T => {
  const { language } = context();
  if (!isObject(body) || Array.isArray(body))
    throw invalid({ pointer: '', ...faultText('isObject', [], language, 'must be an object') });
  const builtIn = builtInNames(body, language);
  if (builtIn.length > 0) throw invalid(...builtIn);
  const overlong = overlongLists(shape, body, language);
  if (overlong.length > 0) throw invalid(...overlong);

  const instance = plainToInstance(shape, body, { exposeUnsetFields: false });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false });
  if (errors.length > 0) throw invalid(...faultsOf(errors, language).slice(0, MOST_FAULTS));
  return instance;
};
