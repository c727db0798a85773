import net, { isIP } from 'node:net';
import tls from 'node:tls';
import { logger } from '@siger/service';
import { type ISocketFactory, Kafka, logLevel, type LogEntry } from 'kafkajs';
import { type Connection, securityOptions } from '../access/connection.js';
import { installFixes } from './kafkajs-fixes.js';

const log = logger('kafka');
const write = ({ namespace, log: { message, error, groupId, broker } }: LogEntry) =>
  log.warn({ namespace, error: error as unknown, groupId: groupId as unknown, broker: broker as unknown }, message);

export interface ClientOptions extends Connection {
  clientId: string;
  /** Told of every connection that ends: kafkajs opens the next one in silence, to whoever is at the address then. */
  onClosed?: () => void;
}

/** What kafkajs does without a `socketFactory`, and a listener. */
const socketsWith =
  (onClosed: () => void): ISocketFactory =>
  ({ host, port, ssl, onConnect }) => {
    const name = isIP(host) ? {} : { servername: host };
    const socket = ssl ? tls.connect({ host, port, ...name, ...ssl }, onConnect) : net.connect({ host, port }, onConnect);
    socket.setKeepAlive(true, 60_000);
    return socket.on('close', onClosed);
  };

/** A broker that is away is an everyday matter: short tries, and whoever uses the client tries again without end. */
export const kafkaClient = ({ brokers, clientId, security, onClosed }: ClientOptions): Kafka => {
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
    ...(onClosed && { socketFactory: socketsWith(onClosed) }),
  });
};
