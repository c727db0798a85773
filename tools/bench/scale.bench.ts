import { setTimeout as sleep } from 'node:timers/promises';
import { asAdmin } from '@siger/messaging/admin';
import type { OwnServers } from '../stack/test-servers.ts';
import { type Backlog, writeBacklog } from './topic-backlog.ts';
import { progressOf } from './consumption.ts';
import { coresOf, whileWorking, type Worked } from './cores.ts';
import { median, spread, type Figure } from './goal.ts';
import { useServers } from './internals.ts';
import { passingPool } from './pool.ts';
import { startServiceProcess, type ServiceProcess } from './service.ts';

const EVENTS = 240_000;
const AGGREGATES = 5_000;
const ROUNDS = 5;
const INSTANCES = [1, 2, 4] as const;
const LOOK_MS = 20;

/** Until the broker says that each instance is a member and has its partitions. */
const untilJoined = ({ brokers, prefix }: Backlog, members: number) =>
  asAdmin({ brokers, security: undefined }, 'bench', async (admin) => {
    for (;;) {
      const { groups } = await admin.describeGroups([`${prefix}training.fast`]);
      if (groups[0]?.state === 'Stable' && groups[0].members.length === members) break;
      await sleep(200);
    }
  });

const measure = async (backlog: Backlog, servers: OwnServers, count: number): Promise<Worked> => {
  const { brokers, prefix } = backlog;
  const task = { kafka: { brokers, prefix }, style: 'together' } as const;
  const first = await startServiceProcess(task);
  const { database } = first;
  const others = await Promise.all(Array.from({ length: count - 1 }, () => startServiceProcess({ ...task, database })));
  const services: ServiceProcess[] = [first, ...others];
  const pool = passingPool(database.url, 1);
  await untilJoined(backlog, count);
  const pids = services.map(({ pid }) => pid);
  const worked = await whileWorking(pids, servers, async () => {
    services.forEach((service) => service.go());
    while ((await progressOf(pool, 'together')).passed < backlog.events) await sleep(LOOK_MS);
  });
  await Promise.all(services.map((service) => service.stop()));
  await pool.end();
  return worked;
};

/** The same backlog for one, two and four instances of a service; on few cores they take them from each other. */
export const benchScale = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const backlog = await writeBacklog(servers.brokers, EVENTS, AGGREGATES);
  const rounds = new Map<number, Worked[]>(INSTANCES.map((count) => [count, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const count of INSTANCES) {
      progress(`${count} of a consumer, ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`}`);
      const measured = await measure(backlog, servers, count);
      if (round > 0) rounds.get(count)?.push(measured);
    }
  }
  return [...rounds].map(([count, measured]) => {
    const rates = measured.map(({ took }) => EVENTS / took);
    return {
      ...{ name: `batch handler, ${count} ${count === 1 ? 'instance' : 'instances'}`, value: median(rates), unit: 'ev/s' },
      detail: `${spread(rates)}; cores: ${coresOf(measured)}`,
    };
  });
};
