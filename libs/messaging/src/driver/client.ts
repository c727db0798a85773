import { logger } from '@siger/service';
import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import { type Connection, securityOptions } from '../access/connection.js';
import { installFixes } from './kafkajs-fixes.js';

const log = logger('kafka');
const write = ({ namespace, log: { message, error, groupId, broker } }: LogEntry) =>
  log.warn({ namespace, error: error as unknown, groupId: groupId as unknown, broker: broker as unknown }, message);

export interface ClientOptions extends Connection {
  clientId: string;
}

/** A broker that is away is an everyday matter: short tries, and whoever uses the client tries again without end. */
export const kafkaClient = ({ brokers, clientId, security }: ClientOptions): Kafka => {
  installFixes();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    logLevel: logLevel.ERROR,
    logCreator: () => write,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 5 },
    ...securityOptions(security),
  });
};
