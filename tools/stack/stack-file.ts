import { readFileSync, rmSync } from 'node:fs';
import type { Connection } from '@siger/messaging/admin';
import type { DatabaseUrls } from './databases.ts';
import { StackFault } from './faults.ts';
import { type Place, placeOf } from './place.ts';
import { writeWhole } from './process.ts';

/** What a running platform tells the tools beside it. Holds passwords: readable by its user only. */
export interface StackFile {
  /** The launcher. */
  readonly pid: number;
  readonly state: 'starting' | 'ready' | 'stopping';
  readonly gateway: string;
  /** Kafka, and how its administrator connects; a cluster of the user's may be open to everybody. */
  readonly brokers: readonly string[];
  readonly security?: Connection['security'];
  /** Of PostgreSQL's administrator. */
  readonly admin: string;
  readonly databases: Readonly<Record<string, DatabaseUrls>>;
  /** The address of every service on this machine. */
  readonly services: Readonly<Record<string, string>>;
  /** Of everything that the launcher started; a server of the user's has none. */
  readonly pids: Readonly<Record<string, number>>;
}

export const writeStack = (place: Place, stack: StackFile): void =>
  writeWhole(place.stackFile, `${JSON.stringify(stack, null, 2)}\n`, 0o600);

/** Once it does not run, nobody needs its passwords. */
export const forgetStack = ({ stackFile }: Place): void => {
  for (const file of [stackFile, `${stackFile}.new`]) rmSync(file, { force: true });
};

/** The platform that runs at this place; a clear fault when none does. */
export function readStack(place: Place = placeOf(process.env)): StackFile {
  try {
    return JSON.parse(readFileSync(place.stackFile, 'utf8')) as StackFile;
  } catch {
    throw new StackFault('The platform is not running here; start it with: npm start');
  }
}
