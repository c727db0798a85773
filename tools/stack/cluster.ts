import { type Connection } from '@siger/messaging/admin';
import { readKafkaSecurity } from '@siger/service/edge';
import { StackFault } from './faults.ts';
import { readStack } from './stack-file.ts';

/** The cluster that the environment names, as its administrator: KAFKA_BROKERS, and the KAFKA_SASL_* settings of a service. */
export function clusterOf(env: NodeJS.ProcessEnv): Connection {
  const faults: string[] = [];
  const security = readKafkaSecurity(env, faults);
  if (faults.length > 0) throw new StackFault(faults.join('\n'));
  return { brokers: (env['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim()), security };
}

/** The cluster of the environment, else that of the platform that runs here. */
export const clusterHere = (): Connection => (process.env['KAFKA_BROKERS'] ? clusterOf(process.env) : readStack());
