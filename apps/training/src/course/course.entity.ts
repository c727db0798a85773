import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Level } from '../competency/competency.js';
import type { Course } from './course.js';

@Entity('courses')
export class CourseEntity implements Course {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('text') code!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text') organiser!: string;
  @Column('text') kind!: string;
  @Column('text') mode!: string;
  @Column('numeric', {
    nullable: true,
    transformer: { to: (hours: number | null) => hours, from: (hours: string | null) => (hours === null ? null : Number(hours)) },
  })
  hours!: number | null;
  @Column('boolean') international!: boolean;
  @Column('jsonb') raises!: readonly Level[];
  @Column('boolean') retired!: boolean;
}

export const courses = aggregate<Course>({ entity: CourseEntity, noun: 'course', topic: 'training.events' });
