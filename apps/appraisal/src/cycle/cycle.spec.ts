import { describe, expect, it } from '@jest/globals';
import { addDays } from '@siger/calendar';
import { DomainError } from '@siger/contracts';
import fc from 'fast-check';
import { aCycle, deadlines } from './cycle.fixture.js';
import { close, type Cycle, lock, open, periodOf, periodsOf, requireOpen, requireUnlocked } from './cycle.js';

describe('periodsOf', () => {
  it('has four quarters and the year, each with its last day', () => {
    const periods = periodsOf(2025, 'TRIWULAN', deadlines, new Set(['2025-04-01', '2025-04-02']));

    expect(periods.map(({ code, from, until, dueOn }) => [code, from, until, dueOn])).toEqual([
      ['TW1', '2025-01-01', '2025-03-31', '2025-04-16'],
      ['TW2', '2025-04-01', '2025-06-30', '2025-07-14'],
      ['TW3', '2025-07-01', '2025-09-30', '2025-10-14'],
      ['TW4', '2025-10-01', '2025-12-31', '2026-01-14'],
      ['TAHUNAN', '2025-01-01', '2025-12-31', '2026-01-31'],
    ]);
  });

  it('covers every day of any year exactly once, beside the annual period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.constantFrom('BULANAN', 'TRIWULAN'), (year, periodicity) => {
        const periodic = periodsOf(year, periodicity, deadlines, new Set()).filter(({ kind }) => kind === 'PERIODIK');
        expect(periodic[0]?.from).toBe(`${year}-01-01`);
        expect(periodic.at(-1)?.until).toBe(`${year}-12-31`);
        for (const [index, { until }] of periodic.slice(0, -1).entries()) {
          expect(periodic[index + 1]?.from).toBe(addDays(until, 1));
        }
      }),
    );
  });
});

describe('the states of a cycle', () => {
  const steps = { open, close, lock };
  const legal: Record<string, Record<string, string>> = {
    DISIAPKAN: { open: 'DIBUKA' },
    DIBUKA: { close: 'DITUTUP' },
    DITUTUP: { open: 'DIBUKA', lock: 'DIKUNCI' },
    DIKUNCI: {},
  };

  it('follows only the legal steps, and says each of them', () => {
    const walk = fc.array(fc.constantFrom('open', 'close', 'lock') as fc.Arbitrary<keyof typeof steps>, { maxLength: 12 });
    fc.assert(
      fc.property(walk, (names) => {
        let cycle: Cycle = aCycle({ state: 'DISIAPKAN' });
        for (const name of names) {
          const next = legal[cycle.state]?.[name];
          if (next === undefined) {
            expect(() => steps[name](cycle)).toThrow(new DomainError('wrong-state'));
          } else {
            const change = steps[name](cycle);
            expect([change.state.state, change.facts.length]).toEqual([next, 1]);
            cycle = change.state;
          }
        }
      }),
    );
  });

  it('takes plans while it is open, evaluations until it is locked', () => {
    const accepts = (check: (cycle: Cycle) => void) =>
      ['DISIAPKAN', 'DIBUKA', 'DITUTUP', 'DIKUNCI'].filter((state) => {
        try {
          check(aCycle({ state }));
          return true;
        } catch {
          return false;
        }
      });
    expect(accepts(requireOpen)).toEqual(['DIBUKA']);
    expect(accepts(requireUnlocked)).toEqual(['DIBUKA', 'DITUTUP']);
  });
});

describe('periodOf', () => {
  it('knows only the periods of its periodicity', () => {
    expect(periodOf(aCycle(), 'TW2').from).toBe('2026-04-01');
    expect(() => periodOf(aCycle(), 'B02')).toThrow(new DomainError('not-found'));
  });
});
