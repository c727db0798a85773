import { changed, fact, invalid, noteGiven, type Change, type GiveNote } from '@siger/contracts';
import type { Relation } from '../access/policy.js';

/** Feedback or dialogue, written once and never changed. */
export type Note = Readonly<{
  id: string;
  version: number;
  planId: string;
  employeeId: string;
  unitId: string;
  authorId: string;
  relation: string;
  kind: string;
  resultId: string | null;
  behaviour: string | null;
  text: string;
  givenOn: string;
}>;

export type About = Readonly<{ planId: string; employeeId: string; unitId: string; resultIds: ReadonlySet<string> }>;
export type Author = Readonly<{ authorId: string; relation: string }>;
/** What the author does not write: whom it is about, who writes, and when. */
export type Circumstances = Readonly<{ about: About; author: Author; today: string }>;

/** As whom somebody writes; the rater before a colleague. */
export const authorAs = (relation: Relation): string => {
  if (relation.self) return 'PEGAWAI';
  if (relation.rater) return 'PIMPINAN';
  return relation.subordinate ? 'BAWAHAN' : 'REKAN';
};

export const give = (id: string, note: GiveNote, { about, author, today }: Circumstances): Change<Note> => {
  const resultId = note.resultId ?? null;
  const behaviour = note.behaviour ?? null;
  const givenOn = note.givenOn ?? today;
  if ((resultId === null) === (behaviour === null)) {
    throw invalid({ pointer: '', code: 'one-subject', detail: 'A note is about one result or one value.' });
  }
  if (resultId !== null && !about.resultIds.has(resultId)) {
    throw invalid({ pointer: '/resultId', code: 'unknown', detail: 'It is no result of the plan.' });
  }
  if (givenOn > today)
    throw invalid({ pointer: '/givenOn', code: 'future', detail: 'A note is given today or was given before.' });
  const { planId, employeeId, unitId } = about;
  const { kind, text } = note;
  return changed<Note>(
    { id, version: 1, planId, employeeId, unitId, ...author, kind, resultId, behaviour, text, givenOn },
    fact(noteGiven, { noteId: id, planId, employeeId, unitId, kind, relation: author.relation, resultId, behaviour, givenOn }),
  );
};
