import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { inDatabase, kafkaOf } from '../check/collect.ts';
import { type Foreign, repeatAll, write } from '../load/producer.ts';
import { headersOf } from '../load/wire.ts';
import type { Scenario, Stage } from './scenario.ts';

const TOPIC = 'appraisal.events';
const COMPLETED = 'appraisal.completed.v1';
const LARGE = 2_000_000;
const LEAST_RATE = 0.9;
/** What an appraisal may take from its acknowledgement to its effect on a busy machine; far below the time of all poison. */
const WAY_MS = 3_000;

const spoiled = (what: Record<string, string>, value: string | Buffer | null): Foreign => {
  const key = randomUUID();
  return { key, value, headers: { ...headersOf(COMPLETED, key), ...what } };
};

/** What each is, whether it has to be given up (else it is passed over), and the record. */
const poisons = (): [name: string, dies: boolean, record: Foreign][] => [
  ['no JSON', true, spoiled({}, '{"appraisalId":')],
  ['a breach of its contract', true, spoiled({}, '{"appraisalId":7}')],
  ['a type that nobody declared', false, spoiled({ ce_type: 'appraisal.invented.v9' }, '{}')],
  ['two million bytes', true, spoiled({}, Buffer.alloc(LARGE, 'x'))],
  ['a tombstone where there are none', true, { key: randomUUID(), value: null, headers: {} }],
  ['no headers', true, { key: randomUUID(), value: '{}', headers: {} }],
  ['an id that is none', true, spoiled({ ce_id: "'; DROP TABLE inbox_event; --" }, '{}')],
  ['NUL and endless headers', true, spoiled({ ce_source: '\0'.repeat(10_000), ce_time: 'yesterday' }, '{}')],
  ['a key that no index holds', true, { ...spoiled({}, '{}'), key: randomBytes(6_000).toString('base64') }],
  ['another key than its subject', true, spoiled({ ce_subject: randomUUID() }, '{}')],
];

const admitLarge = async ({ arena }: Stage): Promise<void> => {
  const admin = kafkaOf(arena).admin();
  await admin.connect();
  const configEntries = [{ name: 'max.message.bytes', value: '4000000' }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: TOPIC, configEntries }] });
  await admin.disconnect();
};

/** Records that a consumer had better not trust. */
export const records: readonly Scenario[] = [
  {
    number: 14,
    title: 'every record is delivered twice, and once more ten minutes later',
    proves: ['I1', 'I8'],
    lasts: 600_000,
    run: async ({ arena, lasts, proof }) => {
      const topics = [TOPIC, 'training.events', 'unit.events', 'unit.snapshot'];
      await sleep(5_000);
      proof(`${await repeatAll(arena, topics)} records were put on their topics again`);
      await sleep(lasts);
      proof(`${await repeatAll(arena, topics)} records were put on their topics again ${lasts / 1_000} s later`);
    },
  },
  {
    number: 16,
    title: 'poison on a topic among sound events',
    proves: ['I7'],
    run: async (stage) => {
      const { arena, load, foreign, poison, proof } = stage;
      await admitLarge(stage);
      const before = load.appraised.length;
      for (const [name, dies, record] of poisons()) {
        const { said, known } = await write(arena, TOPIC, record);
        foreign.add(said);
        if (dies) poison.add(known);
        proof(`${name}: written as ${known}`);
        await sleep(2_000);
      }
      const acknowledged = load.appraised.slice(before);
      await sleep(WAY_MS);
      const [answered] = await inDatabase(arena, 'training', (query) =>
        query<{ n: number }>('SELECT count(*)::int AS n FROM recommendation_sets WHERE appraisal_id = ANY ($1)', [acknowledged]),
      );
      const rate = (answered?.n ?? 0) / acknowledged.length;
      proof(`of ${acknowledged.length} sound appraisals meanwhile, ${rate.toFixed(3)} had their effect ${WAY_MS / 1000} s later`);
      // Of none there is no rate, which is not one that holds either.
      if (!(rate >= LEAST_RATE)) throw new Error('The poison held sound keys up.');
    },
  },
];
