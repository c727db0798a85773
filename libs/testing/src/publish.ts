import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type EventContract, schemaId, topics } from '@siger/contracts';
import { v7 } from 'uuid';
import type { TestKafka } from './kafka.js';

export interface WireRecord {
  readonly topic: string;
  readonly key: string;
  /** null: a tombstone. */
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** An event as the owner of its topic would write it; `headers` replaces what a spec wants otherwise. */
export const recordOf = <T extends object>(
  { type, topic, key }: EventContract<T>,
  data: NoInfer<T>,
  headers: Readonly<Record<string, string>> = {},
): WireRecord => {
  const id = String(data[key]);
  return {
    topic,
    key: id,
    value: JSON.stringify(data),
    headers: {
      ...{ ce_specversion: '1.0', ce_id: v7(), ce_source: `/siger/${topics[topic].owner}`, ce_type: type },
      ...{ ce_time: new Date().toISOString(), ce_subject: id, ce_dataschema: schemaId(type), ce_sequence: '0000000001' },
      ...{ ce_partitionkey: id, ce_correlationid: v7(), 'content-type': 'application/json' },
      ...headers,
    },
  };
};

const tool = join(import.meta.dirname, '../../../tools/stack/publish.ts');

/** Puts records on the topics of the spec, one after the other, as another service would; they are acknowledged when this resolves. */
export const publish = async ({ brokers, prefix }: TestKafka, records: readonly WireRecord[]): Promise<void> => {
  const args = ['--disable-warning=TimeoutNegativeWarning', tool, brokers.join(',')];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'inherit', 'inherit'], timeout: 30_000 });
  child.stdin.end(JSON.stringify(records.map((record) => ({ ...record, topic: prefix + record.topic }))));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The records were not acknowledged.');
};
