import type { Unit } from './unit.js';

export const id = (n: number) => `018f6f00-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const anAgency = (overrides: Partial<Unit> = {}): Unit => ({
  id: id(1),
  version: 1,
  agencyId: id(1),
  parentId: null,
  parents: [{ parentId: null, from: '2020-01-01' }],
  code: 'DISDIK',
  name: 'Dinas Pendidikan dan Kebudayaan',
  kind: 'AGENCY',
  regionCode: '18',
  until: null,
  ...overrides,
});

export const aDivision = (overrides: Partial<Unit> = {}): Unit => ({
  ...anAgency(),
  id: id(2),
  parentId: id(1),
  parents: [{ parentId: id(1), from: '2020-01-01' }],
  code: 'DISDIK.02',
  name: 'Bidang Pelayanan',
  kind: 'DIVISION',
  ...overrides,
});
