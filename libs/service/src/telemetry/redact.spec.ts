import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runInContext } from '../context.js';
import { configureLogs, logger } from './logger.js';
import { redact } from './redact.js';

const lines: string[] = [];
beforeAll(() => configureLogs('employees', 'trace', { write: (line) => void lines.push(line) }));
afterAll(() => configureLogs('employees', 'silent'));
beforeEach(() => void (lines.length = 0));
const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

const secret = 'Siti Aminah 7781';
const personal = ['nip', 'NIP', 'name', 'names', 'fullName', 'full_name', 'email', 'eMail', 'phone', 'nik'];
const secrets = [
  'authorization',
  'Authorization',
  'password',
  'token',
  'accessToken',
  'refresh_token',
  'clientSecret',
  'cookie',
  'set-cookie',
];

describe('a log line', () => {
  it.each([...personal, ...secrets])('never shows %s, however deep', (key) => {
    logger('x').info({ [key]: secret, a: { b: [{ [key]: secret }] }, headers: { [key]: secret } }, 'said');
    expect(lines.join()).not.toContain(secret);
    expect(last()).toMatchObject({ msg: 'said', [key]: '[redacted]' });
  });

  it('keeps what is no person', () => {
    logger('x').info({ eventName: 'plan.submitted.v1', hostname: 'h', unitId: 'u', status: 200 }, 'said');
    expect(last()).toMatchObject({ eventName: 'plan.submitted.v1', hostname: 'h', unitId: 'u', status: 200 });
  });

  it('shows no number of a person, no address and no token within a text', () => {
    const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
    const error = new Error(`Key (nip)=(199001012015031001) of siti@lampungprov.go.id, Bearer ${jwt}, 19900101 201503 1 001`);
    logger('x').error({ err: Object.assign(error, { parameters: [secret], detail: secret }) }, 'failed');
    expect(lines.join()).not.toMatch(/199001012015031001|siti@|eyJ|201503 1 001|7781/);
    expect(last()['err']).toMatchObject({ type: 'Error' });
  });

  it('is written although its level does not exist', () => {
    configureLogs('employees', 'loud');
    logger('x').info('said');
    expect(last()).toMatchObject({ msg: 'said' });
    configureLogs('employees', 'trace');
  });

  it('names its service, its component and its story', () => {
    const correlationId = '018f6f00-0000-7000-8000-000000000011';
    runInContext({ correlationId, language: 'id' }, () => logger('somewhere').warn('said'));
    expect(last()).toMatchObject({ level: 'warn', service: 'employees', component: 'somewhere', correlationId, msg: 'said' });
  });
});

it('redaction ends and leaves no personal field, whatever it is given', () => {
  fc.assert(
    fc.property(fc.object({ key: fc.oneof(fc.constantFrom(...personal, ...secrets), fc.string()), maxDepth: 6 }), (value) => {
      const keys = JSON.stringify(redact(value)).matchAll(/"(nip|name|email|phone|password|token)":("?[^,}]*)/g);
      for (const [, , shown] of keys) expect(shown).toMatch(/^"\[redacted\]"$/);
    }),
  );
});
