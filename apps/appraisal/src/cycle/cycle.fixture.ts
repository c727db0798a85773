import { prepare, type Cycle } from './cycle.js';

export const deadlines = { plans: '01-31', annual: '01-31', periodicWorkingDays: 10 };
export const aCycle = (overrides: Partial<Cycle> = {}): Cycle => ({
  ...prepare(
    '018f6f00-0000-7000-8000-000000000102',
    { agencyId: '018f6f00-0000-7000-8000-000000000000', year: 2026, periodicity: 'TRIWULAN' },
    deadlines,
    new Set(),
  ).state,
  state: 'DIBUKA',
  ...overrides,
});
