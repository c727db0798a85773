import { Injectable } from '@nestjs/common';
import type { Actor, NoteView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import { hidesAuthor, type Relation } from '../access/policy.js';
import { NoteEntity } from './note.entity.js';
import type { Note } from './note.js';

export type Reader = Readonly<{ actor: Actor; relation: Relation }>;

export const noteView = (note: Note, { actor, relation }: Reader): NoteView => {
  const { id, planId, employeeId, authorId, kind, resultId, behaviour, text, givenOn } = note;
  const hidden = hidesAuthor(relation, note.relation) && authorId !== actor.employeeId;
  return {
    ...{ id, planId, employeeId, relation: note.relation, kind, resultId, behaviour, text, givenOn },
    authorId: hidden ? null : authorId,
  };
};

@Injectable()
export class NoteQueries {
  constructor(private readonly dataSource: DataSource) {}

  ofPlan(planId: string, { limit, cursor }: Paging): Promise<NoteEntity[]> {
    const found = this.dataSource.createQueryBuilder(NoteEntity, 'n').where('n.planId = :planId', { planId });
    if (cursor !== null) found.andWhere('n.id < :cursor', { cursor });
    return found
      .orderBy('n.id', 'DESC')
      .limit(limit + 1)
      .getMany();
  }
}
