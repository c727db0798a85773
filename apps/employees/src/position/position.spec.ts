import { describe, expect, it } from '@jest/globals';
import { create, type Position } from './position.js';

const position: Position = { id: 'p', code: 'JF.01', name: 'Pranata Komputer', kind: 'JF', grade: 'AHLI_MUDA' };

describe('a position', () => {
  it('has a grade exactly when it is functional', () => {
    expect(create(position)).toBe(position);
    expect(create({ ...position, kind: 'PENGAWAS', grade: null }).kind).toBe('PENGAWAS');
    for (const wrong of [{ grade: null }, { kind: 'PENGAWAS' as const }])
      expect(() => create({ ...position, ...wrong })).toThrow(expect.objectContaining({ code: 'position-grade' }));
  });
});
