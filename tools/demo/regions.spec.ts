import { describe, expect, it } from '@jest/globals';
import { regionsOfLampung } from './regions.js';

describe('the regions of Lampung', () => {
  it('are fifteen, each with both codes', async () => {
    const regions = await regionsOfLampung();
    expect(regions).toHaveLength(15);
    expect(new Set(regions.map(({ bps }) => bps)).size).toBe(15);
  });

  it.each([
    ['1807', '18.08', 'Way Kanan'],
    ['1808', '18.05', 'Tulang Bawang'],
  ])('BPS %s is Kemendagri %s, %s', async (bps, kemendagri, name) => {
    const region = (await regionsOfLampung()).find((candidate) => candidate.kemendagri === kemendagri);
    expect(region?.bps).toBe(bps);
    expect(region?.name).toContain(name);
  });
});
