/** Whether records are what the catalogue declares: CloudEvents in order 1..n per key, valid, and naming nobody outside of snapshots. */
import { createHash } from 'node:crypto';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { PersonalData } from './personal-data.ts';
import { type Catalogue, type Declared, isSnapshot } from './stream-catalogue.ts';

type Header = Buffer | string | undefined;
export interface StreamRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Header | Header[]>>;
}
export interface Defect {
  readonly topic: string;
  /** `partition:offset`; empty for the topic as a whole. */
  readonly at: string;
  readonly what: string;
}
export interface TopicReport {
  readonly topic: string;
  records: number;
  keys: number;
  duplicates: number;
  tombstones: number;
}

/** What is known of a key. */
interface Line {
  readonly partition: number;
  sequence: number;
  erased: boolean;
}

const ID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const TRACE = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const KNOWN = new Set([
  ...['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time', 'ce_subject', 'ce_dataschema', 'ce_sequence'],
  ...['ce_partitionkey', 'ce_correlationid', 'ce_causationid', 'content-type', 'traceparent'],
]);

/** Undefined where the bytes are not UTF-8. */
const utf8 = (bytes: Buffer | string): string | undefined => {
  try {
    return typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const bodyOf = (value: Buffer): { data: unknown } | undefined => {
  try {
    return { data: JSON.parse(utf8(value) ?? '') as unknown };
  } catch {
    return undefined;
  }
};

/** What the first fault of a schema is, in one line. */
const faultOf = (judge: ValidateFunction, value: unknown): string | undefined =>
  judge(value) ? undefined : `${judge.errors?.[0]?.instancePath ?? ''} ${judge.errors?.[0]?.message ?? ''}`;

/** Attributes that have a form of their own, whoever says them. */
const forms: Readonly<Record<string, { form: RegExp; fault: string }>> = {
  ce_specversion: { form: /^1\.0$/, fault: 'is not 1.0' },
  ce_id: { form: ID_V7, fault: 'is not a UUID v7' },
  ce_time: { form: RFC3339, fault: 'is not RFC 3339' },
  ce_sequence: { form: /^\d{10}$/, fault: 'is not ten digits' },
  ce_correlationid: { form: UUID, fault: 'is not a UUID' },
  'content-type': { form: /^application\/json$/, fault: 'is not application/json' },
  traceparent: { form: TRACE, fault: 'is not W3C trace context' },
};

const fieldOf = (data: unknown, name: string): unknown => ({ ...(data as Record<string, unknown> | null) })[name];

/** Every service may give an event up; each other topic has one voice. */
const sourceOf = ({ owner }: Declared, data: unknown): string =>
  `/siger/${owner === 'platform' ? String(fieldOf(data, 'service')) : owner}`;

interface Judged {
  readonly record: StreamRecord;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly declared: Declared;
  readonly data: unknown;
}

export class StreamCheck {
  readonly defects: Defect[] = [];
  private readonly lines = new Map<string, Map<string, Line>>();
  private readonly seen = new Map<string, string>();
  private readonly reports = new Map<string, TopicReport>();
  private readonly personal = new PersonalData();
  private readonly catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
    for (const topic of catalogue.keys()) {
      this.lines.set(topic, new Map());
      this.reports.set(topic, { topic, records: 0, keys: 0, duplicates: 0, tombstones: 0 });
    }
  }

  /** Records of a partition come in the order of their offsets. */
  take(record: StreamRecord): void {
    const report = this.reports.get(record.topic);
    if (!report) return this.say(record, 'a topic that nobody declared');
    report.records += 1;
    const key = utf8(record.key ?? '') ?? '';
    if (!ID_V7.test(key)) this.say(record, 'the key is not a UUID v7');
    else if (record.value === null) this.erase(record, key, report);
    else this.read(record, key, record.value, report);
  }

  private read(record: StreamRecord, key: string, value: Buffer, report: TopicReport) {
    const headers = this.headersOf(record);
    const { ce_type: type = '(none)', ce_id: id = '', ce_sequence: sequence } = headers;
    const body = bodyOf(value);
    this.personal.take(record.topic, this.at(record), type, body ? body.data : value.toString(), Object.values(headers));
    if (this.isRepeated(record, id, report)) return;
    const declared = this.catalogue.get(record.topic)?.get(type);
    if (!declared) return this.say(record, `the type ${type} is not declared on this topic`);
    if (!body) return this.say(record, 'the value is not JSON in UTF-8');
    this.judge({ record, key, headers, declared, data: body.data });
    this.follow(record, key, Number(sequence));
  }

  /** Once every record was taken. */
  finish(): { topics: TopicReport[]; defects: Defect[]; people: number } {
    for (const [topic, keys] of this.lines) (this.reports.get(topic) ?? { keys: 0 }).keys = keys.size;
    return {
      topics: [...this.reports.values()],
      defects: [...this.defects, ...this.personal.leaks()],
      people: this.personal.size,
    };
  }

  private at = ({ partition, offset }: StreamRecord): string => `${partition}:${offset}`;

  private say(record: StreamRecord, what: string) {
    this.defects.push({ topic: record.topic, at: this.at(record), what });
  }

  private headersOf(record: StreamRecord): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(record.headers)) {
      if (Array.isArray(value)) this.say(record, `the header ${name} is there ${value.length} times`);
      const one = Array.isArray(value) ? value[0] : value;
      const text = one === undefined ? undefined : utf8(one);
      if (text === undefined) this.say(record, `the header ${name} is not UTF-8`);
      else texts[name] = text;
      if (!KNOWN.has(name)) this.say(record, `the header ${name} is not declared`);
    }
    return texts;
  }

  /** The same event again is no defect; anything else under the same id is. */
  private isRepeated(record: StreamRecord, id: string, report: TopicReport): boolean {
    const { topic, key, value, headers } = record;
    const content = JSON.stringify([
      topic,
      key?.toString('hex'),
      Object.entries(headers).map(([name, one]) => [name, String(one)]),
    ]);
    const print = createHash('sha256')
      .update(content)
      .update(value ?? '')
      .digest('base64');
    const before = this.seen.get(id);
    if (before === undefined) this.seen.set(id, print);
    if (before !== undefined && before !== print) this.say(record, `the id ${id} is used for something else, too`);
    if (before === print) report.duplicates += 1;
    return before !== undefined;
  }

  private judge({ record, key, headers, declared, data }: Judged) {
    const demand = (holds: boolean, what: string) => holds || this.say(record, `${declared.type}: ${what}`);
    for (const [name, { form, fault }] of Object.entries(forms)) demand(form.test(headers[name] ?? ''), `${name} ${fault}`);
    const { ce_source: source, ce_subject: subject, ce_partitionkey: partitionKey, ce_causationid: cause } = headers;
    demand(!Number.isNaN(Date.parse(headers['ce_time'] ?? '')), 'ce_time is no time');
    demand(source === sourceOf(declared, data), `ce_source is ${source}, not ${sourceOf(declared, data)}`);
    demand(subject === key && partitionKey === key, 'ce_subject, ce_partitionkey and the key differ');
    demand(headers['ce_dataschema'] === declared.schemaId, `ce_dataschema is not ${declared.schemaId}`);
    demand(cause === undefined || UUID.test(cause), 'ce_causationid is not a UUID');
    const broken = { headers: faultOf(declared.headers, headers), payload: faultOf(declared.payload, data) };
    for (const [part, fault] of Object.entries(broken)) demand(fault === undefined, `${part} ${fault}`);
    const version = fieldOf(data, 'version');
    if (isSnapshot(record.topic))
      demand(version === Number(headers['ce_sequence']), 'the version of the state is not its ce_sequence');
  }

  private lineOf(record: StreamRecord, key: string): Line {
    const keys = this.lines.get(record.topic) ?? new Map<string, Line>();
    const line = keys.get(key) ?? { partition: record.partition, sequence: 0, erased: false };
    keys.set(key, line);
    if (line.partition !== record.partition) this.say(record, `the key ${key} is also in partition ${line.partition}`);
    return line;
  }

  /** Facts count 1, 2, 3; of snapshots a later one may have replaced the earlier ones. */
  private follow(record: StreamRecord, key: string, sequence: number) {
    const line = this.lineOf(record, key);
    const { sequence: last, erased } = line;
    if (erased) this.say(record, `a value follows the tombstone of ${key}`);
    if (isSnapshot(record.topic) ? !(sequence > last) : sequence !== last + 1)
      this.say(record, `sequence ${sequence} follows ${last} of ${key}`);
    line.sequence = sequence;
  }

  private erase(record: StreamRecord, key: string, report: TopicReport) {
    if (!isSnapshot(record.topic)) return this.say(record, 'a record without a value');
    report.tombstones += 1;
    this.lineOf(record, key).erased = true;
  }
}
