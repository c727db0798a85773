import { randomUUID } from 'node:crypto';
import { type Connection, securityOptions } from '@siger/messaging/admin';
import { Kafka, logLevel } from 'kafkajs';
import { readAll } from '../journey/read-all.ts';

/** What the topics hold, read by Kafka's client alone: the examples have to say the same. */
export interface Truth {
  /** By the id of the unit; predicate to the number of evaluations. */
  readonly predicates: Record<string, { name: string; predicates: Record<string, number> }>;
  /** Id to figure, grade and respondents. */
  readonly indices: Record<string, unknown>;
}

type Fields = Record<string, string>;
interface Said {
  readonly id: string;
  readonly type: string;
  readonly data: Fields;
}

const counted = (evaluations: readonly Fields[], names: ReadonlyMap<string, string>): Truth['predicates'] => {
  const units: Truth['predicates'] = {};
  for (const { unitId = '', predicate = '' } of evaluations) {
    const unit = (units[unitId] ??= { name: names.get(unitId) ?? unitId, predicates: {} });
    unit.predicates[predicate] = (unit.predicates[predicate] ?? 0) + 1;
  }
  return units;
};

export const truthOf = async ({ brokers, security }: Connection): Promise<Truth> => {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, ...securityOptions(security) });
  const admin = kafka.admin();
  await admin.connect();
  const groupId = `examples-${randomUUID()}`;
  const said = new Map<string, Said>();
  try {
    await readAll(kafka, admin, groupId, ['unit.snapshot', 'appraisal.events', 'feedback.events'], ({ value, headers }) => {
      const { ce_id: id, ce_type: type } = headers;
      if (value) said.set(String(id), { id: String(id), type: String(type), data: JSON.parse(value.toString()) as Fields });
    });
  } finally {
    await admin.deleteGroups([groupId]).catch(() => undefined); // it may never have been made
    await admin.disconnect();
  }
  const of = (wanted: string) => [...said.values()].filter(({ type }) => type === wanted).map(({ data }) => data);
  const names = new Map(of('unit.snapshot.v1').map(({ unitId = '', name = '' }) => [unitId, name]));
  const indices = of('index.published.v1').map(({ indexId = '', publicServiceId: service, until, index, grade, respondents }) => [
    indexId,
    { service, until, index, grade, respondents },
  ]);
  return { predicates: counted(of('appraisal.completed.v1'), names), indices: Object.fromEntries(indices) };
};
