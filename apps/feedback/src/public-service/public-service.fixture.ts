import type { PublicService } from './public-service.js';

export const aPublicService = (overrides: Partial<PublicService> = {}): PublicService => ({
  id: '018f6f00-0000-7000-8000-000000000201',
  version: 1,
  unitId: '018f6f00-0000-7000-8000-000000000001',
  name: 'Legalisasi ijazah',
  description: null,
  open: true,
  since: '2026-01-01',
  ...overrides,
});
