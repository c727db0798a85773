import net, { isIP } from 'node:net';
import tls from 'node:tls';
import { logger } from '@siger/service';
import { type ISocketFactory, Kafka, logLevel, type LogEntry } from 'kafkajs';
import { type Connection, securityOptions } from '../access/connection.js';
import { type Confirm, guarded } from './guard.js';
import { installFixes } from './kafkajs-fixes.js';

const log = logger('kafka');
const write = ({ namespace, log: { message, error, groupId, broker } }: LogEntry) =>
  log.warn({ namespace, error: error as unknown, groupId: groupId as unknown, broker: broker as unknown }, message);

export interface ClientOptions extends Connection {
  clientId: string;
  /** Asked of every connection before it is used for the log. */
  confirm?: Confirm;
}

/** What kafkajs does without a `socketFactory`, and the guard. */
const socketsWith =
  (confirm: Confirm): ISocketFactory =>
  ({ host, port, ssl, onConnect }) => {
    const name = isIP(host) ? {} : { servername: host };
    const socket = ssl ? tls.connect({ host, port, ...name, ...ssl }, onConnect) : net.connect({ host, port }, onConnect);
    return guarded(socket.setKeepAlive(true, 60_000), confirm);
  };

/** A broker that is away is an everyday matter: short tries, and whoever uses the client tries again without end. */
export const kafkaClient = ({ brokers, clientId, security, confirm }: ClientOptions): Kafka => {
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
    ...(confirm && { socketFactory: socketsWith(confirm) }),
  });
};
