import { describe, expect, it } from '@jest/globals';
import { DomainError, fact, noteGiven, type GiveNote } from '@siger/contracts';
import { stranger } from '../access/policy.js';
import { authorAs, give } from './note.js';

const sample = noteGiven.example;
const about = {
  planId: sample.planId,
  employeeId: sample.employeeId,
  unitId: sample.unitId,
  resultIds: new Set(['018f6f00-0000-7000-8000-000000000104']),
};
const author = { authorId: '018f6f00-0000-7000-8000-000000000012', relation: 'PIMPINAN' };
const circumstances = { about, author, today: '2026-03-02' };
const aNote: GiveNote = {
  planId: sample.planId,
  kind: 'UMPAN_BALIK',
  behaviour: 'BERORIENTASI_PELAYANAN',
  text: 'Ramah kepada warga',
};
const faultOf = (note: GiveNote) => {
  try {
    give(sample.noteId, note, circumstances);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.faults[0]?.code : error;
  }
};

describe('give', () => {
  it('keeps the words and says that there are some, never the words or the author', () => {
    const { state, facts } = give(sample.noteId, aNote, circumstances);
    expect(state).toMatchObject({ ...author, text: 'Ramah kepada warga', givenOn: '2026-03-02' });
    expect(facts).toEqual([fact(noteGiven, sample)]);
  });

  it('is about one result of the plan or one value, and not of the future', () => {
    const { behaviour: _, ...bare } = aNote;
    expect(faultOf(bare)).toBe('one-subject');
    expect(faultOf({ ...aNote, resultId: about.planId })).toBe('one-subject');
    expect(faultOf({ ...bare, resultId: about.planId })).toBe('unknown');
    expect(faultOf({ ...aNote, givenOn: '2026-03-03' })).toBe('future');
    expect(faultOf({ ...aNote, givenOn: '2026-03-01' })).toBeNull();
  });
});

describe('authorAs', () => {
  it('writes as the nearest relation', () => {
    expect(authorAs({ ...stranger, self: true })).toBe('PEGAWAI');
    expect(authorAs({ ...stranger, rater: true, peer: true })).toBe('PIMPINAN');
    expect(authorAs({ ...stranger, subordinate: true })).toBe('BAWAHAN');
    expect(authorAs({ ...stranger, peer: true })).toBe('REKAN');
  });
});
