import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Note } from './note.js';

@Entity('notes')
export class NoteEntity implements Note {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('text') relation!: string;
  @Column('text') kind!: string;
  @Column('uuid', { name: 'result_id', nullable: true }) resultId!: string | null;
  @Column('text', { nullable: true }) behaviour!: string | null;
  @Column('text') text!: string;
  @Column('date', { name: 'given_on' }) givenOn!: string;
}

export const notes = aggregate<Note>({ entity: NoteEntity, noun: 'note', topic: 'appraisal.events' });
