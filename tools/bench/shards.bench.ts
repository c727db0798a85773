import { createTopics } from '@siger/messaging';
import { asAdmin } from '@siger/messaging/admin';
import type { OwnServers } from '../stack/test-servers.ts';
import { arrivedOn, EVENTS, fill, freshOutbox, makeRows, TOPIC } from './backlog.ts';
import { coresOf, whileWorking, type Worked } from './cores.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts } from './internals.ts';

const ROUNDS = 5;
const SHARDS = [1, 2, 4];

/** One process that holds all shards of one backlog, as a service with this setting. */
export const benchShards = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  const parts = await messagingParts();
  parts.useEncoder('own');
  const { brokers } = servers;
  const prefix = `shards${Date.now()}.`;
  await createTopics([...brokers], prefix);
  const topic = `${prefix}${TOPIC}`;
  const arrived = () => asAdmin({ brokers, security: undefined }, 'bench', (admin) => arrivedOn(admin, topic));
  const { pool, drop } = await freshOutbox(servers.postgres);
  const rows = makeRows(parts);
  const relayed = async (shards: number): Promise<Worked> => {
    await fill(pool, rows);
    const sender = () => new parts.Sender({ kafka: parts.kafkaClient({ brokers: [...brokers], clientId: 'bench' }), prefix });
    const relays = new parts.Relays({ shards, pool: () => pool, sender });
    const before = await arrived();
    const worked = await whileWorking([process.pid], servers, async () => {
      relays.start();
      await relays.drain(120_000);
    });
    const sent = (await arrived()) - before;
    if (sent !== EVENTS) throw new Error(`${sent} events were sent by ${shards} shards instead of ${EVENTS}.`);
    return worked;
  };
  const rounds = new Map<number, Worked[]>(SHARDS.map((shards) => [shards, []]));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const shards of SHARDS) {
      progress(round === 0 ? `${shards} shards, warming up` : `${shards} shards, round ${round} of ${ROUNDS}`);
      const measured = await relayed(shards);
      if (round > 0) rounds.get(shards)?.push(measured);
    }
  await drop();
  return [...rounds].map(([shards, measured]) => {
    const rates = measured.map(({ took }) => EVENTS / took);
    return {
      ...{ name: `relay with ${shards} ${shards === 1 ? 'shard' : 'shards'} in one process`, value: median(rates), unit: 'ev/s' },
      detail: `${spread(rates)}; cores: ${coresOf(measured)}`,
    };
  });
};
