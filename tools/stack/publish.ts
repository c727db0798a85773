/** Puts records on topics for a spec: `node publish.ts <brokers> < json of { topic, key, value, headers }[]`, in the order of the list. */
import { text } from 'node:stream/consumers';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

interface Wanted {
  topic: string;
  key: string;
  value: string | null;
  headers: Record<string, string>;
}

const [brokers = ''] = process.argv.slice(2);
const records = JSON.parse(await text(process.stdin)) as Wanted[];
const client = new Kafka({ brokers: brokers.split(','), clientId: 'publish', logLevel: logLevel.NOTHING });
const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
await producer.connect();
for (const { topic, ...message } of records) await producer.send({ topic, messages: [message] });
await producer.disconnect();
