import { allEvents, schemaId, type EventContract } from '../core/event.js';
import { schemaOf, type JsonSchema } from '../core/shape.js';
import { topics, type TopicName } from '../core/topic.js';

/** The payload's schema, JSON Schema 2020-12, open to fields of later versions. */
export const eventSchema = (contract: EventContract): JsonSchema => schemaOf(contract.payload, schemaId(contract.type));

const text = (pattern: string, description: string) => ({ type: 'string', pattern, description });
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** CloudEvents 1.0, Kafka binary mode: the attributes that travel as headers. */
const headers = (contract: EventContract) => ({
  type: 'object',
  required: [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_time',
    'ce_subject',
    'ce_dataschema',
    'ce_sequence',
    'ce_partitionkey',
    'ce_correlationid',
    'content-type',
  ],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: text(uuid, 'UUID v7; the same id is the same event'),
    ce_source: text('^/siger/[a-z]+$', 'the owning service'),
    ce_type: { const: contract.type },
    ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string', description: 'id of the aggregate, also the Kafka key' },
    ce_dataschema: { const: schemaId(contract.type) },
    ce_sequence: text('^[0-9]{10}$', 'counts the events of the aggregate from 1, zero-padded'),
    ce_partitionkey: { type: 'string' },
    ce_correlationid: text(uuid, 'one story from the first request to the last effect'),
    ce_causationid: text(uuid, 'the event that caused this one'),
    traceparent: { type: 'string', description: 'W3C trace context' },
    'content-type': { const: 'application/json' },
  },
});

const message = (contract: EventContract) => ({
  name: contract.type,
  title: contract.type,
  summary: contract.meaning,
  contentType: 'application/json',
  'x-since': contract.since,
  'x-owner': topics[contract.topic].owner,
  headers: headers(contract),
  payload: { schemaFormat: 'application/schema+json;version=draft-2020-12', schema: eventSchema(contract) },
  examples: [{ name: 'golden', payload: contract.example }],
});

const messageKey = (type: string) => type.replaceAll('.', '-');

const channel = (topic: TopicName) => ({
  address: topic,
  description: `Owned by ${topics[topic].owner}; ${topics[topic].kind === 'snapshot' ? 'compacted, one state per id, a null value erases' : 'kept in order per key'}.`,
  messages: Object.fromEntries(
    allEvents()
      .filter((contract) => contract.topic === topic)
      .map((contract) => [messageKey(contract.type), message(contract)]),
  ),
  bindings: { kafka: { topic, partitions: topics[topic].partitions, bindingVersion: '0.5.0' } },
});

/** AsyncAPI 3 of everything on every topic; nothing else may appear there. */
export const asyncApi = () => {
  const used = (Object.keys(topics) as TopicName[]).filter((topic) => allEvents().some((contract) => contract.topic === topic));
  return {
    asyncapi: '3.0.0',
    id: 'urn:siger:streams',
    info: {
      title: 'Siger streams',
      version: '0.1.0',
      description:
        'Events of the performance-management platform for civil servants: CloudEvents 1.0 in Kafka binary mode, in order per key, replayable from offset 0.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(used.map((topic) => [topic.replace('.', '-'), channel(topic)])),
    operations: Object.fromEntries(
      used.map((topic) => [
        `publish-${topic.replace('.', '-')}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${topic.replace('.', '-')}` },
          summary: `${topics[topic].owner} says what happened.`,
        },
      ]),
    ),
  };
};
