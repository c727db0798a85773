import { readFileSync } from 'node:fs';
import { StreamFault } from './fault.js';
import type { StreamOptions } from './options.js';

export type StreamConnection = Pick<StreamOptions<never>, 'brokers' | 'sasl' | 'ssl' | 'prefix'>;

const bad = (what: string, cause?: unknown) => new StreamFault('bad-option', what, cause);

const certificate = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw bad(
      `KAFKA_SSL_CA is ${file}, which cannot be read; it is the file of the certificate (PEM) that came with the account.`,
      error,
    );
  }
};

/**
 * The settings that come with an account: `KAFKA_BROKERS`, `KAFKA_SASL_USERNAME`, `KAFKA_SASL_PASSWORD`, where the system's own
 * authorities do not vouch for the brokers `KAFKA_SSL_CA` (a file), and where the topics have one `KAFKA_TOPIC_PREFIX`. Without a name
 * the connection is in the clear. Throws a `StreamFault` that names what is missing.
 */
export const connectionOf = (env: Readonly<Record<string, string | undefined>>): StreamConnection => {
  const { KAFKA_BROKERS, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password, KAFKA_SSL_CA: ca } = env;
  const brokers = (KAFKA_BROKERS ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (brokers.length === 0) throw bad('KAFKA_BROKERS is not set; paste the settings that came with the account.');
  if (Boolean(username) !== Boolean(password))
    throw bad(`${username ? 'KAFKA_SASL_PASSWORD' : 'KAFKA_SASL_USERNAME'} is not set; both came with the account.`);
  return {
    ...{ brokers, prefix: env['KAFKA_TOPIC_PREFIX'] ?? '' },
    ...(username && password ? { sasl: { username, password } } : {}),
    ...(ca ? { ssl: { ca: certificate(ca) } } : {}),
  };
};
