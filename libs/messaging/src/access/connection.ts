import type { KafkaSecurity } from '@siger/service';
import { type Admin, Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { installFixes } from '../driver/kafkajs-fixes.js';

/** Where a cluster is and who asks; without `security` in plaintext, as on a test broker. */
export interface Connection {
  readonly brokers: readonly string[];
  readonly security?: KafkaSecurity | undefined;
}

/** TLS always comes with the name and the password: a password never travels in the clear. */
export const securityOptions = (security: KafkaSecurity | undefined): Pick<KafkaConfig, 'ssl' | 'sasl'> => {
  if (!security) return {};
  const { ca, mechanism, username, password } = security;
  const ssl = ca ? { ca: [ca] } : true;
  return { ssl, sasl: mechanism === 'plain' ? { mechanism, username, password } : { mechanism, username, password } };
};

/** A quiet client for administration: it tries for a while, and whoever called is told. */
export const adminClient = ({ brokers, security }: Connection, clientId: string): Kafka => {
  installFixes();
  return new Kafka({
    ...{ clientId, brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 10, maxRetryTime: 2_000 } },
    ...securityOptions(security),
  });
};

export const asAdmin = async <T>(connection: Connection, clientId: string, work: (admin: Admin, kafka: Kafka) => Promise<T>) => {
  const kafka = adminClient(connection, clientId);
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin, kafka);
  } finally {
    await admin.disconnect();
  }
};
