import { describe, expect, it } from '@jest/globals';
import { courseOffered, DomainError } from '@siger/contracts';
import { aCourse } from './course.fixture.js';
import { offer, retire } from './course.js';

describe('offer', () => {
  it('says the course', () => {
    expect(offer(aCourse()).facts.map(({ data }) => data)).toEqual([courseOffered.example]);
  });

  it.each(['PELATIHAN_STRUKTURAL', 'PELATIHAN_TEKNIS'])('asks %s for its hours', (kind) => {
    expect(() => offer(aCourse({ kind, hours: null }))).toThrow(new DomainError('invalid-body'));
  });

  it.each(['SEMINAR', 'COACHING', 'MAGANG'])('refuses hours for %s, which counts otherwise', (kind) => {
    expect(() => offer(aCourse({ kind, hours: 8 }))).toThrow(new DomainError('invalid-body'));
    expect(offer(aCourse({ kind, hours: null })).state.hours).toBeNull();
  });

  it.each(['KURSUS', 'E_LEARNING', 'PELATIHAN_JARAK_JAUH'])('lets %s state them or not', (kind) => {
    expect(offer(aCourse({ kind, hours: 8 })).state.hours).toBe(8);
    expect(offer(aCourse({ kind, hours: null })).state.hours).toBeNull();
  });
});

describe('retire', () => {
  it('happens once', () => {
    const { state, facts } = retire(offer(aCourse()).state);
    expect(facts).toHaveLength(1);
    expect(() => retire(state)).toThrow(new DomainError('course-retired'));
  });
});
