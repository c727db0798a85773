import type { Activity, Ground } from './activity.js';

export const aGround = (overrides: Partial<Ground> = {}): Ground => ({
  planId: '018f6f00-0000-7000-8000-000000000103',
  employeeId: '018f6f00-0000-7000-8000-000000000011',
  unitId: '018f6f00-0000-7000-8000-000000000001',
  from: '2026-01-01',
  until: '2026-12-31',
  resultIds: new Set(['018f6f00-0000-7000-8000-000000000104']),
  ...overrides,
});

export const anActivity = (overrides: Partial<Activity> = {}): Activity => ({
  id: '018f6f00-0000-7000-8000-000000000107',
  version: 1,
  planId: aGround().planId,
  employeeId: aGround().employeeId,
  unitId: aGround().unitId,
  resultId: '018f6f00-0000-7000-8000-000000000104',
  date: '2026-03-02',
  startMinute: 480,
  endMinute: 570,
  description: 'Memeriksa berkas legalisasi',
  volume: 12,
  output: 'berkas',
  evidence: [{ kind: 'TAUTAN', url: 'https://drive.example.go.id/berkas' }],
  state: 'DRAFT',
  reason: null,
  ...overrides,
});
