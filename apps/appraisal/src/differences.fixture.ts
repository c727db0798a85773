import { schemaOf, type Shape } from '@siger/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
/** Where an answer differs from the shape that is declared for it; an undeclared field is a difference. */
export const differences = (shape: Shape, answer: object) => {
  const schema = schemaOf(shape, `urn:test:${shape.name}`, false);
  ajv.validate(schema, answer);
  ajv.removeSchema(`urn:test:${shape.name}`);
  return ajv.errors ?? [];
};
