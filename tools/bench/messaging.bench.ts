import { startTestServers, type OwnServers } from '../stack/test-servers.ts';
import { benchValidation } from './ajv.bench.ts';
import { attempt } from './attempt.ts';
import type { Figure } from './goal.ts';
import { benchDebezium } from './debezium.bench.ts';
import { benchFlow } from './flow.bench.ts';
import { benchIdle } from './idle.bench.ts';
import { benchInbox } from './inbox.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchOutbox } from './outbox.bench.ts';
import { benchPoison } from './poison.bench.ts';
import { benchRelay } from './relay.bench.ts';
import { benchScale } from './scale.bench.ts';
import { benchShards } from './shards.bench.ts';
import { benchStrategy } from './strategy.bench.ts';

type Progress = (what: string) => void;
type Part = (servers: OwnServers, progress: Progress) => Promise<Figure[]>;

const parts: Readonly<Record<string, Part>> = {
  relay: benchRelay,
  shards: benchShards,
  outbox: benchOutbox,
  flow: benchFlow,
  inbox: benchInbox,
  ajv: benchValidation,
  poison: benchPoison,
  strategy: benchStrategy,
  scale: benchScale,
  idle: benchIdle,
  memory: benchMemory,
};
export const partsOfMessaging = Object.keys(parts);

/** The event machinery on a broker and a database of its own: all of its parts, or those that are named. Debezium has its own. */
export const benchMessaging = async (
  progress: Progress,
  tell: (...figures: readonly Figure[]) => void,
  { wanted, withDebezium }: { wanted: readonly string[]; withDebezium: boolean },
): Promise<void> => {
  progress('servers for the messaging bench');
  const servers = await startTestServers({ durable: true });
  try {
    for (const [name, part] of Object.entries(parts))
      if (wanted.length === 0 || wanted.includes(name))
        await attempt(`messaging ${name}`, async () => tell(...(await part(servers, progress))));
  } finally {
    await servers.stop();
  }
  if (withDebezium) await attempt('messaging with Debezium', async () => tell(...(await benchDebezium(progress))));
};
