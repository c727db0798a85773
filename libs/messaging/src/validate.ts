import { type EventContract, eventOf, ID_PATTERN, schemaId, schemaOf } from '@siger/contracts';
import { isId } from '@siger/service';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Every second field of an event is an identifier. */
const matcher = (pattern: string, flags: string) =>
  pattern === ID_PATTERN ? { test: isId, toString: () => pattern } : new RegExp(pattern, flags);
const regExp = Object.assign(matcher, { code: 'new RegExp' });

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, code: { regExp } });
addFormats.default(ajv);
// Beside it stands the pattern of our ids, which lets less through: the same text was matched twice.
ajv.addFormat('uuid', true);

type Validator = ((data: unknown) => boolean) & Pick<ValidateFunction, 'errors'>;
/** By type, compiled with its first event; no part of the surface, but the bench measures what they cost. */
export const validators = new Map<string, Validator>();

const compile = ({ type, payload }: EventContract): Validator => {
  const validate = ajv.compile(schemaOf(payload, schemaId(type)));
  validators.set(type, validate);
  return validate;
};

/** Where the data first breaks the contract, as `<pointer> <what>`; undefined when it keeps it. Never quotes the value. */
export const breachOf = (contract: EventContract, data: unknown): string | undefined => {
  const validate = validators.get(contract.type) ?? compile(contract);
  if (validate(data)) return undefined;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath || '/'} ${first?.message ?? 'is not valid'}`;
};

/** The declared contract of a type, where the topic is its own. */
export const contractOn = (topic: string, type: string): EventContract | undefined => {
  const contract = eventOf(type);
  return contract?.topic === topic ? contract : undefined;
};
