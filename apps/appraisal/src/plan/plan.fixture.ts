import { behaviours, indexPublished } from '@siger/contracts';
import type { Indicator, Plan, Result } from './plan.js';

export const leaderResultId = '018f6f00-0000-7000-8000-000000000105';
export const publicServiceId = indexPublished.example.publicServiceId;

export const anIndicator = (overrides: Partial<Indicator> = {}): Indicator => ({
  id: '018f6f00-0000-7000-8000-000000000106',
  description: 'Indeks kepuasan masyarakat',
  aspect: 'KUALITAS',
  perspective: null,
  target: '80',
  source: { kind: 'SKM_INDEX', publicServiceId },
  ...overrides,
});

export const aResult = (overrides: Partial<Result> = {}): Result => ({
  id: '018f6f00-0000-7000-8000-000000000104',
  kind: 'UTAMA',
  description: 'Layanan legalisasi ijazah tepat waktu',
  parentResultIds: [leaderResultId],
  measure: null,
  indicators: [anIndicator()],
  ...overrides,
});

export const aPlan = (overrides: Partial<Plan> = {}): Plan => ({
  id: '018f6f00-0000-7000-8000-000000000103',
  version: 1,
  cycleId: '018f6f00-0000-7000-8000-000000000102',
  employeeId: '018f6f00-0000-7000-8000-000000000011',
  raterId: '018f6f00-0000-7000-8000-000000000012',
  unitId: '018f6f00-0000-7000-8000-000000000001',
  leadsUnit: false,
  positionKind: 'PELAKSANA',
  approach: 'KUANTITATIF',
  state: 'DRAFT',
  edition: 1,
  from: '2026-01-01',
  until: '2026-12-31',
  results: [aResult()],
  behaviours: behaviours.map((value) => ({ value, expectation: null })),
  annexes: { resources: [], accountability: [], consequences: [] },
  realisations: [],
  reason: null,
  establishedOn: null,
  ...overrides,
});
