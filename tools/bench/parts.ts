import { startTestServers, type OwnServers } from '../stack/test-servers.ts';
import { benchValidation } from './ajv.bench.ts';
import { benchDebezium, jarsOfDebezium } from './debezium.bench.ts';
import { benchFlow } from './flow.bench.ts';
import type { Figure } from './goal.ts';
import { benchIdle } from './idle.bench.ts';
import { benchInbox } from './inbox.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchOutbox } from './outbox.bench.ts';
import { benchPoison } from './poison.bench.ts';
import { benchRelay } from './relay.bench.ts';
import { benchScale } from './scale.bench.ts';
import { benchShards } from './shards.bench.ts';
import { benchStrategy } from './strategy.bench.ts';
import { within } from './within.ts';

export type Progress = (what: string) => void;
export type Tell = (figures: readonly Figure[]) => unknown;
type Measure = (servers: OwnServers, progress: Progress) => Promise<Figure[]>;
type Part = (progress: Progress, tell: Tell) => Promise<void>;

/** The longest, memory, takes eleven. */
const LONGEST_MS = 20 * 60_000;
const STOPPING_MS = 60_000;
/** What the part itself fails with is said by who called it. */
const failed = (error: unknown) => {
  console.error(error);
  process.exitCode = 1;
};

/**
 * On a broker and a database of its own, which have seen nothing else. What is measured is told before the servers stop; a part that
 * waits for ever is given up, and its servers stop, too.
 */
const onServers =
  (part: Measure, { logical = false } = {}): Part =>
  async (progress, tell) => {
    progress('servers');
    const servers = await startTestServers({ durable: true, logical });
    try {
      await tell(await within(LONGEST_MS, 'has not come to its end', part(servers, progress)));
    } finally {
      await within(STOPPING_MS, 'does not stop its servers', servers.stop()).catch(failed);
    }
  };

/** What is measured of the event machinery, part by part. */
export const parts = {
  relay: onServers(benchRelay),
  shards: onServers(benchShards),
  outbox: onServers(benchOutbox),
  flow: onServers(benchFlow),
  inbox: onServers(benchInbox),
  ajv: onServers(benchValidation),
  poison: onServers(benchPoison),
  strategy: onServers(benchStrategy),
  scale: onServers(benchScale),
  idle: onServers(benchIdle),
  memory: onServers(benchMemory),
  debezium: async (progress, tell) => {
    const jars = await jarsOfDebezium(progress);
    if (!jars) return;
    const part: Measure = (servers, more) => benchDebezium(servers, jars, more);
    await onServers(part, { logical: true })(progress, tell);
  },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
