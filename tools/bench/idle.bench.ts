import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { createTopics } from '@siger/messaging';
import { launch } from '../stack/process.ts';
import { entryOf, freePort, frugal, root } from '../stack/stack.ts';
import type { OwnServers } from '../stack/test-servers.ts';
import { spread, type Figure } from './goal.ts';
import { testing, useServers } from './internals.ts';
import { cpuSeconds } from './processes.ts';

/** From readiness until nothing of the start is left to do: the relay has found its rest, the compiler its own. */
const SETTLE_MS = 60_000;
const WINDOWS = 5;
const WINDOW_MS = 12_000;

const untilReady = async (port: number, alive: () => boolean): Promise<void> => {
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (!alive()) throw new Error('The service ended before it was ready.');
    await sleep(200);
  }
};

/** A real service on empty topics, with its consumers, its relay and its producer, that nobody asks anything. */
export const benchIdle = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  progress('idle service');
  const { freshDatabase, testIssuer } = await testing();
  const [database, issuer, port] = await Promise.all([freshDatabase('training'), testIssuer(), freePort()]);
  const prefix = `idle${randomUUID().slice(0, 8)}.`;
  await createTopics([...servers.brokers], prefix);
  const service = launch({
    name: 'training',
    command: process.execPath,
    args: [...frugal, '--enable-source-maps', entryOf('training')],
    cwd: root,
    deathSignal: 'TERM',
    env: {
      ...process.env,
      ...issuer.env,
      ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, PORT: String(port), LOG_LEVEL: 'error' },
      ...{ KAFKA_BROKERS: servers.brokers.join(','), KAFKA_TOPIC_PREFIX: prefix },
    },
  });
  try {
    await untilReady(port, service.alive);
    await sleep(SETTLE_MS);
    const shares: number[] = [];
    for (let window = 0; window < WINDOWS; window += 1) {
      const [since, used] = [performance.now(), cpuSeconds(service.pid)];
      await sleep(WINDOW_MS);
      shares.push((100_000 * (cpuSeconds(service.pid) - used)) / (performance.now() - since));
    }
    const value = shares.reduce((sum, share) => sum + share, 0) / WINDOWS;
    const detail = `training, ${(WINDOWS * WINDOW_MS) / 1000} s; ${spread(shares)}`;
    return [{ name: 'CPU of an idle service', value, unit: '%', atMost: 1, detail }];
  } finally {
    await service.stop('SIGTERM', 10_000);
    await Promise.all([database.drop(), issuer.close()]);
  }
};
