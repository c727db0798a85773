import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { appraisalCompleted, fact } from '@siger/contracts';
import { createTopics } from '@siger/messaging';
import { asAdmin } from '@siger/messaging/admin';
import type pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { appraisalOf } from './topic-backlog.ts';
import { BATCH, fill } from './backlog.ts';
import { progressOf } from './consumption.ts';
import { median, type Figure } from './goal.ts';
import { messagingParts, useServers } from './internals.ts';
import { passingPool } from './pool.ts';
import { residentSize } from './processes.ts';
import { startServiceProcess } from './service.ts';

const MINUTES = 10;
const SAMPLE_MS = 5_000;
const MINUTE_MS = 60_000;
/** Events that may wait: enough that the service never does. */
const AHEAD = 10_000;

/** The log need not keep what was read: ten minutes of it are gigabytes. */
const forgetful = async (brokers: string[], topic: string) => {
  const configEntries = Object.entries({ 'retention.bytes': 2 ** 25, 'segment.bytes': 2 ** 24 });
  const resource = {
    type: 2,
    name: topic,
    configEntries: configEntries.map(([name, value]) => ({ name, value: String(value) })),
  };
  await asAdmin({ brokers, security: undefined }, 'bench', (admin) =>
    admin.alterConfigs({ validateOnly: false, resources: [resource] }),
  );
};

/** Writes as many events into the outbox as the service carries to Kafka and consumes again, and forgets them now and then. */
const feeding = async (pool: pg.Pool, signal: AbortSignal) => {
  const { stamped } = await messagingParts();
  const rows = () =>
    Array.from({ length: BATCH }, () => {
      const key = randomUUID();
      const stamp = { key, sequence: 1, service: 'appraisal', context: { correlationId: key, language: 'id' } } as const;
      return stamped(fact(appraisalCompleted, appraisalOf(key)), stamp);
    });
  let written = 0;
  let due = Date.now() + MINUTE_MS;
  while (!signal.aborted) {
    const { passed } = await progressOf(pool, 'together');
    if (passed === written && Date.now() > due) {
      await pool.query('TRUNCATE outbox, inbox_event, effect');
      due = Date.now() + MINUTE_MS;
    }
    if (written - passed >= AHEAD || (Date.now() > due && passed < written)) await sleep(10);
    else {
      await fill(pool, rows(), BATCH);
      written += BATCH;
    }
  }
  return written;
};

/** A service that relays and consumes as fast as it can, for ten minutes. */
export const benchMemory = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const kafka = { brokers: [...servers.brokers], prefix: `memory${randomUUID().slice(0, 8)}.` };
  await createTopics(kafka.brokers, kafka.prefix);
  await forgetful(kafka.brokers, kafka.prefix + appraisalCompleted.topic);
  const service = await startServiceProcess({ kafka, style: 'together' });
  const pool = passingPool(service.database.ownerUrl, 2);
  const end = new AbortController();
  service.go();
  const fed = feeding(pool, end.signal);
  const minutes: number[] = [];
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    const sizes: number[] = [];
    for (let sample = 0; sample < MINUTE_MS / SAMPLE_MS; sample += 1) {
      await Promise.race([sleep(SAMPLE_MS), fed]);
      sizes.push(residentSize(service.pid) / 2 ** 20);
    }
    minutes.push(median(sizes));
    progress(`memory, minute ${minute} of ${MINUTES}: ${median(sizes).toFixed(0)} MB`);
  }
  end.abort();
  const events = await fed;
  await service.stop();
  await pool.end();
  const [, second = NaN] = minutes;
  const last = minutes.at(-1) ?? NaN;
  return [
    {
      ...{ name: `memory at full rate, minute ${MINUTES} : minute 2`, value: last / second, unit: '', atMost: 1.1 },
      detail: `${minutes.map((size) => size.toFixed(0)).join(', ')} MB by the minute`,
    },
    { name: 'relayed and consumed meanwhile by one process', value: events / (MINUTES * 60), unit: 'ev/s' },
  ];
};
