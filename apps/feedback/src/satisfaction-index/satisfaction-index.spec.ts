import { describe, expect, it } from '@jest/globals';
import { DomainError, fact, indexPublished } from '@siger/contracts';
import { aPublicService } from '../public-service/public-service.fixture.js';
import { demandPublishable, publish } from './satisfaction-index.js';

const period = { from: '2026-01-01', until: '2026-06-30' };
const { indexId, publicServiceId, unitId, ...told } = indexPublished.example;

describe('demandPublishable', () => {
  it('lets a period that is over go out', () => {
    expect(() => demandPublishable(period, 5, '2026-06-30')).not.toThrow();
  });

  it('refuses a period that goes on, and one that ends before it starts', () => {
    expect(() => demandPublishable(period, 5, '2026-06-29')).toThrow(new DomainError('period-not-over'));
    expect(() => demandPublishable({ from: '2026-02-01', until: '2026-01-01' }, 5, '2026-06-30')).toThrow('period-not-over');
  });

  it('keeps a handful of people from being found out', () => {
    expect(() => demandPublishable(period, 4, '2026-07-01')).toThrow('too-few-respondents');
  });
});

describe('publish', () => {
  it('tells the index as the golden sample has it', () => {
    const stated = { ...told, legalBasis: 'PermenPANRB 14/2017', publishedOn: '2026-07-01' };

    const { state, facts } = publish(indexId, aPublicService(), stated);

    expect(facts).toEqual([fact(indexPublished, { indexId, publicServiceId, unitId, ...told })]);
    expect(state).toEqual({ id: indexId, version: 1, publicServiceId, unitId, ...stated });
  });
});
