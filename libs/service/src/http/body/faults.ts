import type { Fault } from '@siger/contracts';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { Language } from '../../context.js';
import { faultText } from './fault-text.js';

/** A fault of the type says it all; what else is broken follows from it. */
const FIRST = ['whitelistValidation', 'isArray', 'isObject', 'nestedValidation', 'isString', 'isInt', 'isNumber', 'isBoolean'];

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');
const within = (pointer: string, part: string | number) => `${pointer}/${escape(String(part))}`;

interface Rule {
  readonly name: string;
  readonly each: boolean;
  readonly values: readonly unknown[];
  readonly accepts: (value: unknown) => boolean;
}

/** The declared rules of a field: class-validator names the broken ones, but neither their limits nor the element that broke them. */
const rulesOf = (target: object, property: string): Rule[] => {
  const storage = getMetadataStorage();
  return storage
    .getTargetValidationMetadatas(target.constructor, '', false, false)
    .filter((metadata) => metadata.propertyName === property && Boolean(metadata.constraintCls))
    .flatMap((metadata) =>
      storage.getTargetValidatorConstraints(metadata.constraintCls).map(({ name, instance }) => ({
        name,
        each: metadata.each,
        values: (metadata.constraints ?? []) as unknown[],
        accepts: (value: unknown) =>
          Boolean(
            instance.validate(value, { value, constraints: metadata.constraints, targetName: '', object: target, property }),
          ),
      })),
    );
};

const mostTelling = (names: readonly string[]) => FIRST.find((name) => names.includes(name)) ?? names[0] ?? 'invalid';

const faultOf = (error: ValidationError, rules: readonly Rule[], pointer: string, language: Language): Fault => {
  const constraints = error.constraints ?? {};
  const name = error.value === undefined ? 'required' : mostTelling(Object.keys(constraints));
  const values = rules.find((rule) => rule.name === name)?.values ?? [];
  return { pointer, ...faultText(name, values, language, constraints[name] ?? name) };
};

/** The elements of a list of plain values that break its rules, each with its index. */
const elementFaults = (list: readonly unknown[], rules: readonly Rule[], pointer: string, language: Language): Fault[] =>
  list.flatMap((element, index) => {
    const broken = rules.filter((rule) => rule.each && !rule.accepts(element));
    const name = mostTelling(broken.map((rule) => rule.name));
    const rule = broken.find((candidate) => candidate.name === name);
    return rule ? [{ pointer: within(pointer, index), ...faultText(name, rule.values, language, name) }] : [];
  });

const faultsOfOne = (error: ValidationError, parent: string, language: Language): Fault[] => {
  const pointer = within(parent, error.property);
  if (error.children?.length) return faultsOf(error.children, language, pointer);
  const rules = error.target ? rulesOf(error.target, error.property) : [];
  if (!Array.isArray(error.value)) return [faultOf(error, rules, pointer, language)];
  const ofWhole = Object.keys(error.constraints ?? {}).filter((name) => rules.some((rule) => rule.name === name && !rule.each));
  const ofElements = elementFaults(error.value, rules, pointer, language);
  return ofWhole.length > 0 || ofElements.length === 0 ? [faultOf(error, rules, pointer, language), ...ofElements] : ofElements;
};

/** Every fault of a body with its JSON pointer (RFC 6901), in the language of the reader. */
export const faultsOf = (errors: readonly ValidationError[], language: Language, parent = ''): Fault[] =>
  errors.flatMap((error) => faultsOfOne(error, parent, language));
