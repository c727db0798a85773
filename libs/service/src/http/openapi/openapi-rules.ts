import type { JsonSchema, Shape } from '@siger/contracts';
import { pageOfSchema, problemResponses, ref, traitParameters, type Parameter } from './openapi-parts.js';

const text: JsonSchema = { type: 'string' };

const evaluation: JsonSchema = {
  type: 'object',
  properties: { rule: text, ruleSetId: { type: 'string', format: 'uuid' }, legalBasis: text, result: {} },
  required: ['rule', 'ruleSetId', 'legalBasis', 'result'],
};

const ruleSet: JsonSchema = {
  type: 'object',
  description: 'An official rule as it is in force in a period; `parameters` are its figures.',
  properties: {
    id: { type: 'string', format: 'uuid' },
    rule: text,
    legalBasis: text,
    effectiveFrom: { type: 'string', format: 'date' },
    effectiveTo: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
    confirmed: { type: 'boolean' },
    parameters: {},
  },
  required: ['id', 'rule', 'legalBasis', 'effectiveFrom', 'effectiveTo', 'confirmed', 'parameters'],
};

export const ruleSchemas: Readonly<Record<string, JsonSchema>> = { RuleSet: ruleSet, Evaluation: evaluation };

const on: Parameter = {
  name: 'on',
  in: 'query',
  required: false,
  description: 'The day whose rule is asked for; today in Asia/Jakarta without it',
  schema: { type: 'string', format: 'date' },
};
const answer = (description: string, schema: JsonSchema) => ({ description, content: { 'application/json': { schema } } });
const common = { tags: ['rules'], security: [] };

/** The paths of the open calculators, one for each rule, so that each shows its own input. */
export const rulePaths = (service: string, calculators: readonly { rule: string; input: Shape }[]) => {
  const list = {
    ...common,
    operationId: 'rules_list',
    summary: 'Rule sets in force on a day, with their legal basis',
    parameters: [on, ...traitParameters.paged],
    responses: {
      200: answer('A page of rule sets', pageOfSchema('RuleSet')),
      ...problemResponses({ isPublic: true, changes: false, versioned: false }),
    },
  };
  const evaluate = ({ rule, input }: { rule: string; input: Shape }) => ({
    ...common,
    operationId: `rules_${rule}`,
    summary: `Tries the rule ${rule} as it was in force on a day, without effect`,
    parameters: [on],
    requestBody: { required: true, content: { 'application/json': { schema: ref(input.name) } } },
    responses: {
      200: answer('The result and where the rule comes from', ref('Evaluation')),
      ...problemResponses({ isPublic: true, changes: true, versioned: false }),
    },
  });
  const paths = calculators.map((calculator) => [
    `/v1/${service}/rules/${calculator.rule}/evaluations`,
    { post: evaluate(calculator) },
  ]);
  return { [`/v1/${service}/rules`]: { get: list }, ...Object.fromEntries(paths) } as Record<string, object>;
};
