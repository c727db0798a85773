import { describe, expect, it } from '@jest/globals';
import { fact, indexPublished, planRealisationRecorded } from '@siger/contracts';
import fc from 'fast-check';
import { aPlan, aResult, anIndicator } from './plan.fixture.js';
import { realisationIn, recordIndex, recordIndices } from './realisation.js';

const index = indexPublished.example;
const year = { from: '2026-01-01', until: '2026-12-31' };

describe('recordIndex', () => {
  it('gives every bound indicator its realisation, with where it comes from', () => {
    const { state, facts } = recordIndex(aPlan(), index);

    expect(realisationIn(state.realisations, anIndicator().id, year)).toMatchObject({
      value: '72.50',
      indexId: index.indexId,
      publicServiceId: index.publicServiceId,
      respondents: 30,
      grade: 'C',
      lowest: ['WAKTU'],
    });
    expect(facts).toEqual([fact(planRealisationRecorded, planRealisationRecorded.example)]);
  });

  it('reaches each of several bound indicators', () => {
    const second = aResult({ id: aPlan().unitId, indicators: [anIndicator({ id: aPlan().cycleId })] });
    expect(recordIndex(aPlan({ results: [aResult(), second] }), index).facts).toHaveLength(2);
  });

  it('is silent for an index that it has, of another service, or of another time', () => {
    const once = recordIndex(aPlan(), index).state;
    const unbound = aPlan({ results: [aResult({ indicators: [anIndicator({ source: null })] })] });

    expect(recordIndex(once, index)).toEqual({ state: once, facts: [] });
    expect(recordIndex(unbound, index)).toEqual({ state: unbound, facts: [] });
    expect(recordIndex(aPlan({ from: '2026-07-01' }), index).facts).toEqual([]);
    expect(recordIndex(aPlan({ until: '2025-12-31' }), index).facts).toEqual([]);
  });

  it('ends the same in whatever order and however often indices arrive', () => {
    const indices = ['2026-03-31', '2026-06-30', '2026-09-30'].map((until, n) => ({
      ...index,
      until,
      indexId: `${index.indexId.slice(0, -1)}${n}`,
    }));
    const arrivals = fc.array(fc.constantFrom(...indices), { maxLength: 10 });
    fc.assert(
      fc.property(arrivals, (arrived) => {
        const { state } = recordIndices({ state: aPlan(), facts: [] }, arrived);
        const latest = [...arrived].sort((a, b) => (a.until < b.until ? 1 : -1))[0];
        expect(state.realisations).toHaveLength(new Set(arrived.map(({ indexId }) => indexId)).size);
        expect(realisationIn(state.realisations, anIndicator().id, year)?.indexId).toBe(latest?.indexId);
      }),
    );
  });
});

describe('realisationIn', () => {
  it('takes only what ended within the period', () => {
    const { realisations } = recordIndex(aPlan(), index).state;
    expect(realisationIn(realisations, anIndicator().id, { from: '2026-07-01', until: '2026-09-30' })).toBeNull();
    expect(realisationIn(realisations, anIndicator().id, { from: '2026-04-01', until: '2026-06-30' })?.value).toBe('72.50');
  });
});
