import { ports, type ServiceName } from '@siger/contracts';
import { type KafkaSecurity, readKafkaSecurity } from './kafka-security.js';

const encoders = ['own', 'kafkajs'] as const;
/** Who writes what is sent to Kafka: the encoder of this platform, or the one that kafkajs brings. */
export type ProduceEncoder = (typeof encoders)[number];

/** The settings of a service, read and judged once. Secrets live in it: never log it. */
export class Config {
  readonly service!: ServiceName;
  readonly host!: string;
  readonly port!: number;
  readonly logLevel!: string;
  readonly shutdownGraceMs!: number;
  /** The role of the service: rows only. */
  readonly databaseUrl!: string;
  /** The owner of the schema: migrations only. */
  readonly databaseOwnerUrl!: string;
  readonly databasePoolSize!: number;
  /** Parts of the outbox that are sent side by side, each of which keeps a connection. */
  readonly outboxShards!: number;
  readonly kafkaBrokers!: readonly string[];
  readonly kafkaTopicPrefix!: string;
  readonly kafkaProduceEncoder!: ProduceEncoder;
  /** Undefined: plaintext. */
  readonly kafkaSecurity!: KafkaSecurity | undefined;
  readonly oidcIssuer!: string;
  readonly oidcJwksUrl!: string;
  readonly oidcAudience!: string;
  readonly otlpEndpoint!: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every wrong setting at once, each with its name, what is wrong and an example; never the value, which may be a secret. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings are not valid:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Parse<T> = (text: string) => T | undefined;
interface Rule<T> {
  readonly parse: Parse<T>;
  readonly needs: string;
  readonly example: string;
}

const whole =
  (min: number, max: number): Parse<number> =>
  (text) => {
    const value = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  };
const url =
  (...protocols: string[]): Parse<string> =>
  (text) => {
    const parsed = URL.parse(text);
    return parsed && protocols.includes(parsed.protocol) && parsed.hostname ? text.replace(/\/$/, '') : undefined;
  };
const oneOf =
  <T extends string>(...values: readonly T[]): Parse<T> =>
  (text) =>
    values.find((value) => value === text);
const matching =
  (pattern: RegExp): Parse<string> =>
  (text) =>
    pattern.test(text) ? text : undefined;
const brokers: Parse<string[]> = (text) => {
  const list = text.split(',').map((broker) => broker.trim());
  return list.every((broker) => /^[\w.-]+:[0-9]{1,5}$/.test(broker)) ? list : undefined;
};

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const postgres = (example: string): Rule<string> => ({
  parse: url('postgres:', 'postgresql:'),
  needs: 'a PostgreSQL address',
  example,
});
const http = (example: string): Rule<string> => ({ parse: url('http:', 'https:'), needs: 'an http(s) address', example });

const rules = {
  port: { parse: whole(0, 65_535), needs: 'a port from 0 to 65535', example: '8101' },
  offset: { parse: whole(0, 40_000), needs: 'a whole number from 0 to 40000', example: '1000' },
  host: { parse: matching(/^[\w.:-]+$/), needs: 'an address to listen on', example: '127.0.0.1' },
  level: { parse: oneOf(...levels), needs: `one of ${levels.join(', ')}`, example: 'info' },
  grace: { parse: whole(0, 600_000), needs: 'milliseconds from 0 to 600000', example: '8000' },
  pool: { parse: whole(2, 200), needs: 'a whole number from 2 to 200', example: '10' },
  // Each divides the next, so that shards are split and put together whole.
  shards: { parse: (text: string) => [1, 2, 4].find((count) => String(count) === text), needs: '1, 2 or 4', example: '1' },
  app: postgres('postgres://employees_app:secret@127.0.0.1:15432/employees'),
  owner: postgres('postgres://employees_owner:secret@127.0.0.1:15432/employees'),
  brokers: { parse: brokers, needs: 'host:port, several separated by commas', example: '127.0.0.1:19092' },
  prefix: { parse: matching(/^[\w.-]*$/), needs: 'letters, digits, dots and dashes', example: 'staging.' },
  encoder: { parse: oneOf(...encoders), needs: `one of ${encoders.join(', ')}`, example: 'own' },
  issuer: http('http://localhost:8080'),
  jwks: http('http://127.0.0.1:8108/oidc/jwks'),
  audience: { parse: matching(/^\S+$/), needs: 'a name without spaces', example: 'siger' },
  otlp: http('http://127.0.0.1:4318'),
};

const reader = (env: Environment) => {
  const faults: string[] = [];
  const read = <T>(name: string, rule: Rule<T>, fallback?: T): T => {
    const text = env[name]?.trim();
    const value = text ? rule.parse(text) : fallback;
    if (value === undefined)
      faults.push(`${name} ${text ? 'is not' : 'is missing; it must be'} ${rule.needs}, for example ${rule.example}`);
    return value as T;
  };
  return { read, faults };
};

/** Reads the environment of one service; throws a {@link ConfigError} that names everything that is wrong. */
export const readConfig = (service: ServiceName, env: Environment, needs = { database: true }): Config => {
  const { read, faults } = reader(env);
  const offset = read('SIGER_PORT_OFFSET', rules.offset, 0);
  const oidcIssuer = read('OIDC_ISSUER', rules.issuer, `http://localhost:${String(ports.gateway + offset)}`);
  const optional = needs.database ? undefined : '';
  const config: Config = {
    service,
    host: read('HOST', rules.host, '127.0.0.1'),
    port: read('PORT', rules.port, ports[service] + offset),
    logLevel: read('LOG_LEVEL', rules.level, 'info'),
    shutdownGraceMs: read('SHUTDOWN_GRACE_MS', rules.grace, 8_000),
    databaseUrl: read('DATABASE_URL', rules.app, optional),
    databaseOwnerUrl: read('DATABASE_OWNER_URL', rules.owner, optional),
    databasePoolSize: read('DATABASE_POOL_SIZE', rules.pool, 10),
    outboxShards: read('OUTBOX_SHARDS', rules.shards, 1),
    kafkaBrokers: read('KAFKA_BROKERS', rules.brokers, [`127.0.0.1:${String(19_092 + offset)}`]),
    kafkaTopicPrefix: read('KAFKA_TOPIC_PREFIX', rules.prefix, ''),
    kafkaProduceEncoder: read('KAFKA_PRODUCE_ENCODER', rules.encoder, 'own'),
    kafkaSecurity: readKafkaSecurity(env, faults),
    oidcIssuer,
    oidcJwksUrl: read('OIDC_JWKS_URL', rules.jwks, `${oidcIssuer}/.well-known/jwks.json`),
    oidcAudience: read('OIDC_AUDIENCE', rules.audience, 'siger'),
    otlpEndpoint: env['OTEL_EXPORTER_OTLP_ENDPOINT'] ? read('OTEL_EXPORTER_OTLP_ENDPOINT', rules.otlp) : undefined,
  };
  if (config.databasePoolSize <= config.outboxShards)
    faults.push('DATABASE_POOL_SIZE is not above OUTBOX_SHARDS, each of which keeps a connection, for example 10');
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
};
