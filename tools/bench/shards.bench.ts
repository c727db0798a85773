import { createTopics } from '@siger/messaging';
import type { OwnServers } from '../stack/test-servers.ts';
import { EVENTS, fill, freshOutbox, makeRows, seconds } from './backlog.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts } from './internals.ts';
import { cpuSeconds } from './processes.ts';

const ROUNDS = 5;
const SHARDS = [1, 2, 4];

interface Round {
  rate: number;
  cores: Record<'node' | 'broker' | 'PostgreSQL', number>;
}

/** The time that `work` took in seconds, and shares of one core meanwhile. */
const whileWorking = async (pids: Record<keyof Round['cores'], number>, work: () => Promise<unknown>) => {
  const names = Object.keys(pids) as (keyof typeof pids)[];
  const read = () => names.map((name) => cpuSeconds(pids[name]));
  const before = read();
  const took = await seconds(work);
  const cores = read().map((after, n) => [names[n], (after - (before[n] ?? 0)) / took] as const);
  return { took, cores: Object.fromEntries(cores) as Round['cores'] };
};

/** Which of the servers has no more of a core to give. */
const coresOf = (rounds: readonly Round[]) =>
  (['node', 'broker', 'PostgreSQL'] as const)
    .map((name) => `${name} ${median(rounds.map(({ cores }) => cores[name])).toFixed(2)}`)
    .join(', ');

/** One process that holds all shards of one backlog, as a service with this setting. */
export const benchShards = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  const parts = await messagingParts();
  parts.useEncoder('own');
  const { brokers } = servers;
  const prefix = `shards${Date.now()}.`;
  await createTopics([...brokers], prefix);
  const { pool, drop } = await freshOutbox(servers.postgres);
  const rows = makeRows(parts);
  const [postgres = 0, broker = 0] = servers.pids;
  const relayed = async (shards: number): Promise<Round> => {
    await fill(pool, rows);
    const sender = () => new parts.Sender({ kafka: parts.kafkaClient({ brokers: [...brokers], clientId: 'bench' }), prefix });
    const relays = new parts.Relays({ shards, pool: () => pool, sender });
    const { took, cores } = await whileWorking({ node: process.pid, broker, PostgreSQL: postgres }, async () => {
      relays.start();
      await relays.drain(120_000);
    });
    // The servers are below this process.
    return { rate: EVENTS / took, cores: { ...cores, node: cores.node - cores.broker - cores.PostgreSQL } };
  };
  const rounds = new Map<number, Round[]>(SHARDS.map((shards) => [shards, []]));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const shards of SHARDS) {
      progress(round === 0 ? `${shards} shards, warming up` : `${shards} shards, round ${round} of ${ROUNDS}`);
      const measured = await relayed(shards);
      if (round > 0) rounds.get(shards)?.push(measured);
    }
  await drop();
  return [...rounds].map(([shards, measured]) => ({
    name: `relay with ${shards} ${shards === 1 ? 'shard' : 'shards'} in one process`,
    value: median(measured.map(({ rate }) => rate)),
    unit: 'ev/s',
    detail: `${spread(measured.map(({ rate }) => rate))}; cores: ${coresOf(measured)}`,
  }));
};
