import { allEvents, type EventContract } from '../core/event.js';
import type { JsonSchema } from '../core/shape.js';
import { topics } from '../core/topic.js';
import { eventSchema } from './async-api.js';

export interface FieldDoc {
  /** Path of the field, `results[].rating`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly doc: string;
}

const typeName = (schema: JsonSchema): string => {
  if (Array.isArray(schema.anyOf)) return `${typeName(schema.anyOf[0] as JsonSchema)} or null`;
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  if (schema.type === 'array') return `list of ${typeName(schema.items as JsonSchema)}`;
  return String(schema.format ?? schema.type);
};

const inner = (schema: JsonSchema): { schema: JsonSchema; suffix: string } => {
  if (Array.isArray(schema.anyOf)) return inner(schema.anyOf[0] as JsonSchema);
  if (schema.type === 'array') return { schema: schema.items as JsonSchema, suffix: '[]' };
  return { schema, suffix: '' };
};

/** Every field of a schema, nested ones by their path. */
export const fieldDocs = (schema: JsonSchema, prefix = ''): FieldDoc[] => {
  const required = new Set(schema.required as string[]);
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, field]) => {
    const nested = inner(field);
    return [
      { path: `${prefix}${name}`, type: typeName(field), required: required.has(name), doc: String(field.description ?? '') },
      ...fieldDocs(nested.schema, `${prefix}${name}${nested.suffix}.`),
    ];
  });
};

const cell = (value: string) => value.replaceAll('|', '\\|');

const section = (contract: EventContract) => `### \`${contract.type}\`

${contract.meaning}

Topic \`${contract.topic}\`, key \`${contract.key}\`, owner \`${topics[contract.topic].owner}\`, since ${contract.since}.

| field | type | required | meaning |
|---|---|---|---|
${fieldDocs(eventSchema(contract))
  .map((field) => `| \`${field.path}\` | ${cell(field.type)} | ${field.required ? 'yes' : 'no'} | ${cell(field.doc)} |`)
  .join('\n')}

\`\`\`json
${JSON.stringify(contract.example, null, 2)}
\`\`\`
`;

/** `docs/events.md`: the catalogue for people. */
export const eventDocs = () => `# Events

Generated from \`libs/contracts\` by \`npm run gen\`; do not edit. How a record looks on the wire stands in [architecture.md](architecture.md).

${allEvents().map(section).join('\n')}`;
