import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Learner, ProfileLevel } from './learner.js';

@Entity('learners')
export class LearnerEntity implements Learner {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('jsonb') competencies!: readonly ProfileLevel[];
}

export const learners = aggregate<Learner>({ entity: LearnerEntity, noun: 'learner', topic: 'training.events' });
