import { event } from '../core/event.js';
import { DateOnly, Id, Nullable, OneOf } from '../core/field.js';
import { behaviours, noteKinds, noteRelations } from './values.js';

export class NoteGiven {
  @Id() noteId!: string;
  @Id() planId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @OneOf(noteKinds, { doc: 'what sort of feedback it is' }) kind!: string;
  @OneOf(noteRelations) relation!: string;
  @Nullable() @Id() resultId!: string | null;
  @Nullable() @OneOf(behaviours) behaviour!: string | null;
  @DateOnly() givenOn!: string;
}
export const noteGiven = event({
  type: 'note.given.v1',
  topic: 'appraisal.events',
  key: 'noteId',
  payload: NoteGiven,
  meaning: 'Feedback or dialogue about a result or a value was written down; who wrote it stands nowhere on the wire.',
  since: '0.1.0',
  example: {
    noteId: '018f6f00-0000-7000-8000-000000000108',
    planId: '018f6f00-0000-7000-8000-000000000103',
    employeeId: '018f6f00-0000-7000-8000-000000000011',
    unitId: '018f6f00-0000-7000-8000-000000000001',
    kind: 'UMPAN_BALIK',
    relation: 'PIMPINAN',
    resultId: null,
    behaviour: 'BERORIENTASI_PELAYANAN',
    givenOn: '2026-03-02',
  },
});
