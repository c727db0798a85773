import { startTestServers, type OwnServers } from '../stack/test-servers.ts';
import { benchValidation } from './ajv.bench.ts';
import { benchDebezium } from './debezium.bench.ts';
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
type Part = (progress: Progress, tell: Tell) => Promise<void>;

/** The longest, memory, takes eleven. */
const LONGEST_MS = 20 * 60_000;
const STOPPING_MS = 60_000;

/**
 * On a broker and a database of its own, which have seen nothing else. What is measured is told before the servers stop; a part that
 * hangs ends, and its servers with it.
 */
const onServers =
  (part: (servers: OwnServers, progress: Progress) => Promise<Figure[]>, { logical = false } = {}): Part =>
  async (progress, tell) => {
    progress('servers');
    const servers = await startTestServers({ durable: true, logical });
    try {
      await tell(await within(LONGEST_MS, 'has not come to its end', part(servers, progress)));
    } finally {
      await within(STOPPING_MS, 'has servers that do not stop', servers.stop());
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
  debezium: onServers(benchDebezium, { logical: true }),
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
