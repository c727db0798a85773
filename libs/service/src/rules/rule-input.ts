import { DomainError, invalid, type Fault, type Shape } from '@siger/contracts';
import { context } from '../context.js';
import { faultText } from '../http/body/fault-text.js';
import { validate } from '../http/body/validate.js';
import type { Calculator } from './calculator.js';
import type { RuleSet } from './rule-sets.js';

/** The faults that the calculator finds, in the language of the reader; a field whose shape is wrong already has its fault, and what is no object has no fields. */
const furtherFaults = (found: readonly Fault[], known: readonly Fault[]): Fault[] => {
  const { language } = context();
  const said = new Set(known.map(({ pointer }) => pointer));
  if (said.has('')) return [];
  return found
    .filter(({ pointer }) => !said.has(pointer))
    .map((fault) => (language === 'id' ? { ...fault, ...faultText(fault.code, [], language, fault.detail) } : fault));
};

/** The body in its shape, or what is wrong with its shape. */
const shaped = <I extends object>(shape: Shape<I>, body: unknown): { input?: I; faults: readonly Fault[] } => {
  try {
    return { input: validate(shape, body), faults: [] };
  } catch (error) {
    if (error instanceof DomainError && error.faults.length > 0) return { faults: error.faults };
    throw error;
  }
};

/** The body as the calculator's input, and the rule set to try it with; or a refusal with all that is wrong, by its shape and by the rule. */
export const readInput = async <I extends object>(calculator: Calculator<I>, body: unknown, inForce: () => Promise<RuleSet>) => {
  const { input, faults } = shaped(calculator.input, body);
  const ruleSet = await inForce().catch((error: unknown) => {
    throw faults.length > 0 ? invalid(...faults) : error;
  });
  const further = furtherFaults(calculator.faults?.(body, ruleSet.parameters) ?? [], faults);
  if (input === undefined || further.length > 0) throw invalid(...faults, ...further);
  return { input, ruleSet };
};
