import { mkdirSync, rmSync } from 'node:fs';
import { Platform, placeOf, theirsOf, type Place } from '../stack/stack.ts';
import { isDemoMissing, loadDemo } from '../stack/demo.ts';
import type { Figure } from './goal.ts';
import { proportionalSize } from './processes.ts';

/** A platform of the bench's own: other ports, other data, no limits per caller in the way of the load. */
export const benchPlace = (): Place => {
  process.env['SIGER_PORT_OFFSET'] ??= '5000';
  process.env['SIGER_DATA'] = '.siger/bench/data';
  process.env['RATE_LIMIT_SIGNED_IN'] = '100000000';
  return placeOf(process.env);
};

const quiet = { say: () => undefined, step: <T>(_: string, work: () => Promise<T>) => work() };

const start = async (place: Place): Promise<Platform> => {
  const platform = new Platform(place, theirsOf(process.env), quiet.say, quiet.step);
  try {
    await platform.start();
  } catch (error) {
    await platform.stop();
    throw error;
  }
  platform.tell('ready');
  return platform;
};

/** Starts twice on fresh data: the second one, with everything in its caches and migrated, is measured. The demo province is loaded in between. */
export const measureStart = async (
  place: Place,
  progress: (what: string) => void,
): Promise<{ platform: Platform; figure: Figure }> => {
  rmSync(place.data, { recursive: true, force: true });
  mkdirSync(place.data, { recursive: true });
  progress('first start, demo province');
  const first = await start(place);
  try {
    if (isDemoMissing(place)) await loadDemo(place);
  } finally {
    await first.stop();
  }
  progress('second start');
  const since = Date.now();
  const platform = await start(place);
  return { platform, figure: { name: 'start to all healthy', value: (Date.now() - since) / 1000, unit: 's', atMost: 45 } };
};

export const measureMemory = ({ pids }: Platform): Figure => {
  const parts = Object.entries(pids).map(([name, pid]): [string, number] => [name, proportionalSize(pid) / 2 ** 20]);
  const total = parts.reduce((sum, [, megabytes]) => sum + megabytes, 0);
  return {
    name: 'resident memory of the whole demo',
    value: total / 1024,
    unit: 'GB',
    atMost: 2.5,
    detail: parts.map(([name, megabytes]) => `${name} ${megabytes.toFixed(0)}`).join(', '),
  };
};
