import type { Employee, Placement, RaterAssignment } from './employee.js';

const id = (n: number) => `018f6f00-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const aPlacement = (overrides: Partial<Placement> = {}): Placement => ({
  placementId: id(21),
  unitId: id(2),
  positionId: id(31),
  positionName: 'Analis Pelayanan',
  positionKind: 'PELAKSANA',
  grade: null,
  head: false,
  primary: true,
  from: '2026-01-01',
  until: null,
  ...overrides,
});

export const aRater = (overrides: Partial<RaterAssignment> = {}): RaterAssignment => ({
  id: id(41),
  raterId: id(12),
  assignedBy: 'admin.unit',
  assignedAt: '2026-01-01T01:00:00.000Z',
  from: '2026-01-01',
  until: null,
  ...overrides,
});

export const anEmployee = (overrides: Partial<Employee> = {}): Employee => ({
  id: id(11),
  version: 1,
  nip: '199001012015051001',
  name: 'Siti Rahmawati',
  status: 'PNS',
  active: true,
  placements: [],
  raters: [],
  ...overrides,
});

/** Who rates `anEmployee` in `aRater`. */
export const aLeader = (overrides: Partial<Employee> = {}): Employee =>
  anEmployee({ id: id(12), nip: '198001012005051001', name: 'Bambang Wijaya', ...overrides });
