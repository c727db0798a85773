import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../stack/process.ts';
import type { Arena } from '../arena/arena.ts';
import { between, type Scenario, until } from './scenario.ts';

const FULL = /No space left on device/;

/** Lines of a log that speak of a full disk. */
const complaints = ({ place }: Arena, log: string): number =>
  readFileSync(join(place.logs, log), 'utf8')
    .split('\n')
    .filter((line) => FULL.test(line)).length;

/** Disks that take no more. */
export const disks: readonly Scenario[] = [
  {
    number: 19,
    title: 'the disk of PostgreSQL is full, then that of the broker',
    proves: ['I1', 'I10'],
    ground: { disks: { postgres: 400, kafka: 200 } },
    run: async ({ arena, chance, load, proof }) => {
      await between(chance, 500, 2_000);
      arena.disks.postgres.fill();
      await until('PostgreSQL misses space', () => complaints(arena, 'postgres.log') > 0);
      await until('a service is no longer ready', async () => {
        const ready = await Promise.all(arena.instances.map((instance) => instance.isReady()));
        return ready.includes(false);
      });
      await sleep(10_000);
      arena.disks.postgres.empty();
      const ended = !isAlive(arena.postgres?.pid ?? 0);
      if (ended) await arena.startPostgres();
      await Promise.all(arena.instances.map((instance) => instance.untilReady()));
      proof(
        `PostgreSQL said ${complaints(arena, 'postgres.log')} times that no space was left${ended ? ' and ended' : ''}; ${load.count('unknown')} attempts had no answer`,
      );
      const before = load.count('ack');
      arena.disks.kafka.fill();
      await until('the broker misses space', () => complaints(arena, 'kafka-1.log') > 0);
      await sleep(10_000);
      arena.disks.kafka.empty();
      await arena.cluster.broker().stop();
      proof(
        `the broker said ${complaints(arena, 'kafka-1.log')} times that no space was left; ${load.count('ack') - before} requests were acknowledged meanwhile`,
      );
      await arena.cluster.start();
      await sleep(4_000);
    },
  },
];
