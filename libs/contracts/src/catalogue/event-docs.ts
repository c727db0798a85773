import { allEvents, type EventContract } from '../core/event.js';
import type { JsonSchema } from '../core/shape.js';
import { topics } from '../core/topic.js';
import { eventSchema } from './async-api.js';
import { glossary } from './glossary.js';
import { subscriptions } from './subscriptions.js';

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

const described = (field: JsonSchema): unknown =>
  field.description ?? (Array.isArray(field.anyOf) ? (field.anyOf[0] as JsonSchema).description : undefined);

/** Every field of a schema, nested ones by their path. */
export const fieldDocs = (schema: JsonSchema, prefix = ''): FieldDoc[] => {
  const required = new Set(schema.required as string[]);
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, field]) => {
    const nested = inner(field);
    return [
      {
        path: `${prefix}${name}`,
        type: typeName(field),
        required: required.has(name),
        doc: String(described(field) ?? glossary[name] ?? ''),
      },
      ...fieldDocs(nested.schema, `${prefix}${name}${nested.suffix}.`),
    ];
  });
};

/** Who hears an event today, `<service>.<read model>`. */
export const consumersOf = ({ type, topic }: EventContract): string[] =>
  subscriptions.filter((heard) => heard.topic === topic && (heard.types?.includes(type) ?? true)).map(({ consumer }) => consumer);

const cell = (value: string) => value.replaceAll('|', '\\|');

const consumers = (contract: EventContract) =>
  consumersOf(contract)
    .map((name) => `\`${name}\``)
    .join(', ') || 'nobody inside yet';

const section = (contract: EventContract) => `### \`${contract.type}\`

${contract.meaning}

Topic \`${contract.topic}\`, key \`${contract.key}\`, owner \`${topics[contract.topic].owner}\`, since ${contract.since}.
Consumed by ${consumers(contract)}.
To subscribe: an account for \`${contract.topic}\`, then \`streamOf({ ...connection, types: ['${contract.type}'] })\`; with another client take the records whose header \`ce_type\` is \`${contract.type}\`.

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

## How to subscribe

1. Get an account: \`npm run principal -- issue <name> --topics <topic>,...\` lets it read these topics and nothing else ([streams-access.md](streams-access.md)).
2. In Node take \`@siger/stream-client\` ([examples/typescript](examples/typescript/README.md)), in Python \`confluent-kafka\` ([examples/python](examples/python/README.md)), elsewhere any Kafka client with the settings that come with the account.
3. Begin at the earliest offset for all of history, later at your group's or your own stored offsets. Groups begin with the name of the account; topics have a prefix where the environment has one.
4. Drop a \`ce_id\` that you have seen (delivery is at least once), ignore types and fields that you do not know, and forget a key of a \`*.snapshot\` topic when its record has no value.

\`\`\`ts
import { connectionOf, streamOf } from '@siger/stream-client';
for await (const event of streamOf({ ...connectionOf(process.env), types: ['index.published.v1'] })) console.log(event);
\`\`\`

${allEvents().map(section).join('\n')}`;
