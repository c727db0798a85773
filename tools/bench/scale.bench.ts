import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { type Backlog, writeBacklog } from './topic-backlog.ts';
import { progressOf } from './consumption.ts';
import { median, spread, type Figure } from './goal.ts';
import { useServers } from './internals.ts';
import { cpuSeconds } from './processes.ts';
import { startServiceProcess, type ServiceProcess } from './service.ts';

const EVENTS = 240_000;
const AGGREGATES = 5_000;
const ROUNDS = 5;
const INSTANCES = [1, 2, 4] as const;
const LOOK_MS = 20;

/** Until the broker says that each instance is a member and has its partitions. */
const untilJoined = async ({ brokers, prefix }: Backlog, members: number) => {
  const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  for (;;) {
    const { groups } = await admin.describeGroups([`${prefix}training.fast`]);
    if (groups[0]?.state === 'Stable' && groups[0].members.length === members) break;
    await sleep(200);
  }
  await admin.disconnect();
};

interface Measured {
  readonly rate: number;
  /** Cores in use on average. */
  readonly node: number;
  readonly broker: number;
  readonly postgres: number;
}

const measure = async (backlog: Backlog, { pids: [postgres = 0, broker = 0] }: OwnServers, count: number): Promise<Measured> => {
  const { brokers, prefix } = backlog;
  const task = { kafka: { brokers, prefix }, style: 'together' } as const;
  const first = await startServiceProcess(task);
  const { database } = first;
  const others = await Promise.all(Array.from({ length: count - 1 }, () => startServiceProcess({ ...task, database })));
  const services: ServiceProcess[] = [first, ...others];
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  await untilJoined(backlog, count);
  const used = () => [
    services.map(({ pid }) => cpuSeconds(pid)).reduce((a, b) => a + b),
    cpuSeconds(broker),
    cpuSeconds(postgres),
  ];
  const [before, since] = [used(), performance.now()];
  services.forEach((service) => service.go());
  while ((await progressOf(pool, 'together')).passed < backlog.events) await sleep(LOOK_MS);
  const seconds = (performance.now() - since) / 1000;
  const [node = NaN, kafka = NaN, sql = NaN] = used().map((now, part) => (now - (before[part] ?? NaN)) / seconds);
  await Promise.all(services.map((service) => service.stop()));
  await pool.end();
  return { rate: backlog.events / seconds, node, broker: kafka, postgres: sql };
};

/** The same backlog for one, two and four instances of a service; on few cores they take them from each other. */
export const benchScale = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const backlog = await writeBacklog(servers.brokers, EVENTS, AGGREGATES);
  const rounds = new Map<number, Measured[]>(INSTANCES.map((count) => [count, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const count of INSTANCES) {
      progress(`${count} of a consumer, ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`}`);
      const measured = await measure(backlog, servers, count);
      if (round > 0) rounds.get(count)?.push(measured);
    }
  }
  return [...rounds].map(([count, measured]) => {
    const rates = measured.map(({ rate }) => rate);
    const cores = (part: 'node' | 'broker' | 'postgres') => `${part} ${median(measured.map((m) => m[part])).toFixed(2)}`;
    return {
      ...{ name: `batch handler, ${count} ${count === 1 ? 'instance' : 'instances'}`, value: median(rates), unit: 'ev/s' },
      detail: `${spread(rates)}; cores: ${cores('node')}, ${cores('broker')}, ${cores('postgres')}`,
    };
  });
};
