import { describe, expect, it } from '@jest/globals';
import { actions, hidesAuthor, knows, may, type Action, type Relation, seesRatings, stranger } from './policy.js';

const as = (...parts: (keyof Relation)[]): Relation =>
  parts.reduce((relation, part) => ({ ...relation, [part]: true }), stranger);

type Row = readonly [Action, string];
/** Who may do what; a letter stands for a relation: Self, Rater, sUperior, Above, Peer, suBordinate, aDministers, Oversees. */
const table: readonly Row[] = [
  ['plan.read', 'SRUADO'],
  ['plan.create', 'SR'],
  ['plan.edit', 'S'],
  ['plan.submit', 'S'],
  ['plan.return', 'R'],
  ['plan.agree', 'R'],
  ['plan.establish', 'R'],
  ['plan.revise', 'SR'],
  ['plan.import', 'D'],
  ['activity.read', 'SRUADO'],
  ['activity.log', 'S'],
  ['activity.judge', 'R'],
  ['activity.import', 'D'],
  ['note.read', 'SRUADO'],
  ['note.give', 'SRPB'],
  ['evaluation.read', 'SRUADO'],
  ['evaluation.open', 'SR'],
  ['evaluation.self-assess', 'S'],
  ['evaluation.rate', 'R'],
  ['evaluation.hand-over', 'R'],
  ['evaluation.sign', 'S'],
  ['evaluation.finalise', 'R'],
  ['evaluation.import', 'D'],
  ['objection.read', 'SRUADO'],
  ['objection.file', 'S'],
  ['objection.examine', 'U'],
  ['objection.decide', 'U'],
  ['credit-points.read', 'SRUADO'],
];
const letters = {
  S: 'self',
  R: 'rater',
  U: 'superior',
  A: 'above',
  P: 'peer',
  B: 'subordinate',
  D: 'administers',
  O: 'oversees',
} as const satisfies Record<string, keyof Relation>;

describe('may', () => {
  it('is decided for every action', () => {
    expect(table.map(([action]) => action).sort()).toEqual([...actions].sort());
  });

  it.each(table)('%s is for %s alone', (action, expected) => {
    const allowed = Object.entries(letters).filter(([, part]) => may(action, as(part)));
    expect(new Set(allowed.map(([letter]) => letter))).toEqual(new Set(expected));
  });

  it.each(actions)('%s is for no stranger', (action) => {
    expect(may(action, stranger)).toBe(false);
  });
});

describe('knows', () => {
  it('hides a thing from colleagues and strangers', () => {
    expect([stranger, as('peer'), as('subordinate')].map(knows)).toEqual([false, false, false]);
    expect(knows(as('oversees'))).toBe(true);
  });
});

describe('seesRatings', () => {
  it('keeps ratings from the employee until they are handed over', () => {
    expect(seesRatings(as('self'), 'DINILAI')).toBe(false);
    expect(seesRatings(as('self'), 'DISERAHKAN')).toBe(true);
    expect(seesRatings(as('rater'), 'DINILAI')).toBe(true);
  });
});

describe('hidesAuthor', () => {
  it('hides colleagues from the person concerned only', () => {
    expect(hidesAuthor(as('self'), 'REKAN')).toBe(true);
    expect(hidesAuthor(as('self'), 'PIMPINAN')).toBe(false);
    expect(hidesAuthor(as('rater'), 'REKAN')).toBe(false);
  });
});
