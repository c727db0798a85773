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

export type Progress = (what: string) => void;

/** On a broker and a database of its own, which have seen nothing else. */
const onServers =
  (part: (servers: OwnServers, progress: Progress) => Promise<Figure[]>) =>
  async (progress: Progress): Promise<Figure[]> => {
    progress('servers');
    const servers = await startTestServers({ durable: true });
    try {
      return await part(servers, progress);
    } finally {
      await servers.stop();
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
  debezium: benchDebezium,
} as const satisfies Record<string, (progress: Progress) => Promise<Figure[]>>;

export type PartName = keyof typeof parts;
