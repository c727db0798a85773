import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const mechanisms = ['scram-sha-512', 'plain'] as const;

/** How a client proves to Kafka who it is; always inside TLS. */
export interface KafkaSecurity {
  /** Certificates (PEM) of the authority to trust; the system's own when undefined. */
  readonly ca: string | undefined;
  readonly mechanism: (typeof mechanisms)[number];
  readonly username: string;
  readonly password: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const certificatesIn = (file: string): string | undefined => {
  try {
    const pem = readFileSync(file, 'utf8');
    return new X509Certificate(pem) && pem;
  } catch {
    return undefined;
  }
};

const fileFault = 'KAFKA_SSL_CA is not a readable file with a PEM certificate, for example /etc/siger/kafka-ca.pem';
const mechanismFault = `KAFKA_SASL_MECHANISM is not one of ${mechanisms.join(', ')}, for example scram-sha-512`;
const passwordFault = 'KAFKA_SASL_PASSWORD is missing beside KAFKA_SASL_USERNAME, for example the secret that was issued';
const usernameFault = 'KAFKA_SASL_USERNAME is missing beside KAFKA_SASL_PASSWORD or KAFKA_SSL_CA, for example appraisal';

/** Undefined: plaintext, as on a test broker. What is wrong is added to `faults`, never with a value. */
export const readKafkaSecurity = (env: Environment, faults: string[]): KafkaSecurity | undefined => {
  const said = (name: string, fallback = '') => env[name]?.trim() || fallback;
  const username = said('KAFKA_SASL_USERNAME');
  const password = said('KAFKA_SASL_PASSWORD');
  const file = said('KAFKA_SSL_CA');
  const ca = file ? certificatesIn(file) : undefined;
  const mechanism = mechanisms.find((name) => name === said('KAFKA_SASL_MECHANISM', 'scram-sha-512'));
  const wrong: [boolean, string][] = [
    [file !== '' && ca === undefined, fileFault],
    [mechanism === undefined, mechanismFault],
    [username !== '' && password === '', passwordFault],
    [username === '' && password + file !== '', usernameFault],
  ];
  faults.push(...wrong.filter(([isWrong]) => isWrong).map(([, fault]) => fault));
  return username && password && mechanism ? { ca, mechanism, username, password } : undefined;
};
