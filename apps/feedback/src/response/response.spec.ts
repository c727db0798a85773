import { describe, expect, it } from '@jest/globals';
import { DomainError, responseReceived } from '@siger/contracts';
import { aPublicService } from '../public-service/public-service.fixture.js';
import { receive } from './response.js';

const { answers } = responseReceived.example;

describe('receive', () => {
  it('keeps what was answered and tells the answers, never the person', () => {
    const { state, facts } = receive('r', aPublicService(), { answers, sex: 'P', suggestion: 'Tambah loket' }, '2026-03-02');

    expect(state).toMatchObject({ id: 'r', on: '2026-03-02', answers, sex: 'P', age: null, suggestion: 'Tambah loket' });
    expect(facts).toHaveLength(1);
    expect(facts[0]?.contract.type).toBe(responseReceived.type);
    expect(Object.keys(facts[0]?.data ?? {}).sort()).toEqual(['answers', 'on', 'publicServiceId', 'responseId', 'unitId']);
  });

  it('refuses while the survey is closed', () => {
    expect(() => receive('r', aPublicService({ open: false }), { answers }, '2026-03-02')).toThrow(
      new DomainError('survey-closed'),
    );
  });
});
