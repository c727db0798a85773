import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

const databases = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:15432/employees',
  DATABASE_OWNER_URL: 'postgres://o:b@127.0.0.1:15432/employees',
};
const faultsOf = (env: Record<string, string>) => {
  try {
    readConfig('employees', env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('have the defaults of a development machine', () => {
    expect(readConfig('employees', databases)).toMatchObject({
      host: '127.0.0.1',
      port: 8101,
      logLevel: 'info',
      kafkaBrokers: ['127.0.0.1:19092'],
      kafkaTopicPrefix: '',
      kafkaProduceEncoder: 'own',
      oidcIssuer: 'http://localhost:8080',
      oidcJwksUrl: 'http://localhost:8080/.well-known/jwks.json',
      oidcAudience: 'siger',
      otlpEndpoint: undefined,
    });
  });

  it('move together with the offset', () => {
    expect(readConfig('feedback', { ...databases, SIGER_PORT_OFFSET: '1000' })).toMatchObject({
      port: 9104,
      kafkaBrokers: ['127.0.0.1:20092'],
      oidcIssuer: 'http://localhost:9080',
    });
  });

  it('that are wrong are all named, with what is wrong and an example, and never with their value', () => {
    const faults = faultsOf({
      PORT: '80a',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      KAFKA_BROKERS: 'broker',
      KAFKA_PRODUCE_ENCODER: 'theirs',
      OIDC_ISSUER: 'nowhere',
      SHUTDOWN_GRACE_MS: '-1',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'DATABASE_OWNER_URL',
      'DATABASE_URL',
      'KAFKA_BROKERS',
      'KAFKA_PRODUCE_ENCODER',
      'LOG_LEVEL',
      'OIDC_ISSUER',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'PORT',
      'SHUTDOWN_GRACE_MS',
    ]);
    expect(faults.every((fault) => fault.includes('for example'))).toBe(true);
    expect(faults.find((fault) => fault.startsWith('DATABASE_OWNER_URL'))).toContain('is missing');
    expect(faults.join()).not.toContain('hunter2');
  });

  it('of a secured Kafka go together: a half of them is refused with the half that is missing', () => {
    const half = faultsOf({
      ...databases,
      KAFKA_SASL_USERNAME: 'employees',
      KAFKA_SSL_CA: '/nowhere.pem',
      KAFKA_SASL_MECHANISM: 'md5',
    });
    expect(half.map((fault) => fault.split(' ')[0])).toEqual(['KAFKA_SSL_CA', 'KAFKA_SASL_MECHANISM', 'KAFKA_SASL_PASSWORD']);
    expect(faultsOf({ ...databases, KAFKA_SASL_PASSWORD: 'hunter2' })).toEqual([
      expect.stringMatching(/^KAFKA_SASL_USERNAME is missing/),
    ]);
    const secured = { ...databases, KAFKA_SASL_USERNAME: 'employees', KAFKA_SASL_PASSWORD: 'secret' };
    expect(readConfig('employees', secured).kafkaSecurity).toEqual({
      ...{ ca: undefined, mechanism: 'scram-sha-512', username: 'employees', password: 'secret' },
    });
    expect(readConfig('employees', databases).kafkaSecurity).toBeUndefined();
  });

  it('have 1, 2 or 4 shards, and a connection for each', () => {
    expect(readConfig('employees', databases).outboxShards).toBe(1);
    expect(readConfig('employees', { ...databases, OUTBOX_SHARDS: '4' }).outboxShards).toBe(4);
    expect(faultsOf({ ...databases, OUTBOX_SHARDS: '3' })).toEqual(['OUTBOX_SHARDS is not 1, 2 or 4, for example 1']);
    expect(faultsOf({ ...databases, OUTBOX_SHARDS: '4', DATABASE_POOL_SIZE: '4' })).toEqual([
      expect.stringMatching(/^DATABASE_POOL_SIZE is not above OUTBOX_SHARDS/),
    ]);
  });

  it('of a service without a database need none', () => {
    expect(() => readConfig('gateway', {}, { database: false })).not.toThrow();
  });
});
