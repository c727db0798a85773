import { type EventContract, eventOf, schemaId, schemaOf } from '@siger/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
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
