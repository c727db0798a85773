import { NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { commonErrors, DomainError, refusalOf } from '@siger/contracts';
import { meaningOf, problemOf } from './problem.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const occasion = { language: 'id', path: '/v1/x', correlationId: '018f6f00-0000-7000-8000-000000000011' } as const;

describe('the meaning of an error', () => {
  it.each([
    ['08006', 503],
    ['53300', 503],
    ['53100', 503],
    ['57P01', 503],
    ['57P03', 503],
    ['57014', 503],
    ['55P03', 503],
    ['40P01', 503],
    ['40001', 503],
    ['28P01', 503],
    ['3D000', 503],
    ['ECONNREFUSED', 503],
    ['ECONNRESET', 503],
    ['ENOTFOUND', 503],
    ['23505', 409],
    ['23503', 409],
    ['22P02', 400],
    ['22008', 400],
    ['42P01', 500],
    ['42501', 500],
    ['23502', 500],
  ])('%s of the database is %i', (code, status) => expect(meaningOf(coded(code)).status).toBe(status));

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'Driver not Connected'])(
    '"%s" is 503',
    (message) => expect(meaningOf(new Error(message)).status).toBe(503),
  );

  it('of several attempts to connect is that of one of them', () => {
    expect(meaningOf(new AggregateError([coded('ECONNREFUSED')])).status).toBe(503);
  });

  it.each(Object.keys(commonErrors))('the refusal %s has its declared status and title in both languages', (code) => {
    const meaning = meaningOf(new DomainError(code));
    const refusal = refusalOf(code);
    expect(problemOf(meaning, occasion)).toMatchObject({
      type: `urn:siger:problem:${code}`,
      status: refusal?.status,
      title: refusal?.id,
    });
    expect(problemOf(meaning, { ...occasion, language: 'en' }).title).toBe(refusal?.en);
  });

  it('fills the parameters of a refusal', () => {
    const meaning = meaningOf(new DomainError('no-rule-in-force', { rule: 'nip', on: '2020-01-01' }));
    expect(problemOf(meaning, { ...occasion, language: 'en' }).title).toBe('No rule nip was in force on 2020-01-01.');
  });

  it('a code that nobody declared, and whatever is thrown, is ours', () => {
    for (const thrown of [new DomainError('undeclared'), new Error('x'), 'text', null, undefined, { status: 404 }])
      expect(meaningOf(thrown)).toMatchObject({ code: 'internal-error', status: 500 });
  });

  it('of the framework follows its status', () => {
    expect(meaningOf(new NotFoundException()).code).toBe('not-found');
    expect(meaningOf(new ServiceUnavailableException()).code).toBe('unavailable');
    expect(meaningOf(Object.assign(new Error('x'), { name: 'FastifyError', statusCode: 413 })).code).toBe('body-too-large');
  });
});
