import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectionOf } from './index.js';

const account = { KAFKA_SASL_USERNAME: 'bps', KAFKA_SASL_PASSWORD: 'secret' };

describe('the settings of an account', () => {
  it('become a connection as they are handed out', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'siger-ca-')), 'ca.pem');
    writeFileSync(file, 'PEM');
    expect(connectionOf({ ...account, KAFKA_BROKERS: 'a:1, b:2', KAFKA_SSL_CA: file, KAFKA_TOPIC_PREFIX: 'uji.' })).toEqual({
      brokers: ['a:1', 'b:2'],
      prefix: 'uji.',
      sasl: { username: 'bps', password: 'secret' },
      ssl: { ca: 'PEM' },
    });
    expect(connectionOf({ KAFKA_BROKERS: 'a:1' })).toEqual({ brokers: ['a:1'], prefix: '' });
  });

  it.each([
    [{}, /KAFKA_BROKERS is not set/],
    [{ KAFKA_BROKERS: ' , ' }, /KAFKA_BROKERS is not set/],
    [{ KAFKA_BROKERS: 'a:1', KAFKA_SASL_USERNAME: 'bps' }, /KAFKA_SASL_PASSWORD is not set/],
    [{ KAFKA_BROKERS: 'a:1', KAFKA_SASL_PASSWORD: 'x' }, /KAFKA_SASL_USERNAME is not set/],
    [{ ...account, KAFKA_BROKERS: 'a:1', KAFKA_SSL_CA: '/nowhere/ca.pem' }, /KAFKA_SSL_CA is \/nowhere\/ca\.pem, which cannot/],
  ])('are refused where one is missing: %j', (env, reason) => {
    expect(() => connectionOf(env)).toThrow(reason);
  });
});
