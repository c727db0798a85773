import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ports, type ServiceName } from '@siger/contracts';
import { StackFault } from './faults.ts';

export const root = resolve(import.meta.dirname, '../..');

/** PostgreSQL, Kafka and Kafka's controller, beside the services' own ports. */
export const serverPorts = { postgres: 15_432, kafka: 19_092, controller: 19_093 } as const;

/** Where one installation keeps its data and which ports are its own; everything follows from the environment. */
export interface Place {
  readonly data: string;
  readonly offset: number;
  readonly postgres: string;
  readonly kafka: string;
  /** The certificate of our Kafka broker: `ca.pem` for those who have to trust it. */
  readonly tls: string;
  readonly logs: string;
  readonly run: string;
  readonly secrets: string;
  readonly demo: string;
  /** What runs, for tools: see stack-file.ts. */
  readonly stackFile: string;
  /** Held by the launcher while it runs. */
  readonly lock: string;
}

export function placeOf(env: NodeJS.ProcessEnv): Place {
  const said = env['SIGER_PORT_OFFSET'] ?? '0';
  const offset = Number(said);
  if (!/^\d+$/.test(said) || offset > 40_000)
    throw new StackFault(`SIGER_PORT_OFFSET is ${JSON.stringify(said)}; it is a whole number from 0 to 40000.`);
  const data = resolve(root, env['SIGER_DATA'] ?? '.siger');
  const within = (name: string): string => resolve(data, name);
  return {
    data,
    offset,
    postgres: within('postgres'),
    kafka: within('kafka'),
    tls: within('tls'),
    logs: within('logs'),
    run: within('run'),
    secrets: within('secrets.json'),
    demo: within('demo.json'),
    stackFile: within('run/stack.json'),
    lock: within('run/start.pid'),
  };
}

const isService = (name: string): name is ServiceName => Object.hasOwn(ports, name);

/** Where a service is built to, of those that are. */
export const entryOf = (name: ServiceName): string => resolve(root, 'apps', name, 'dist/src/main.js');

/** The services that this clone has, in the order of their start: identity first, the gateway last. */
export function services(): ServiceName[] {
  const order = ['identity', 'employees', 'appraisal', 'training', 'feedback', 'monitoring', 'notifications', 'web', 'gateway'];
  return order.filter(isService).filter((name) => existsSync(entryOf(name)));
}

/** The services that keep data in PostgreSQL. */
export const withDatabase = (names: readonly ServiceName[]): ServiceName[] =>
  names.filter((name) => existsSync(resolve(root, 'apps', name, 'migrations')));

export const portOf = (name: ServiceName, place: Place): number => ports[name] + place.offset;
