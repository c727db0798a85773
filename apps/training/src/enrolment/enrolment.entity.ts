import type { EnrolmentStatus } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Enrolment } from './enrolment.js';

@Entity('enrolments')
export class EnrolmentEntity implements Enrolment {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'session_id' }) sessionId!: string;
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'recommendation_id', nullable: true }) recommendationId!: string | null;
  @Column('text') status!: EnrolmentStatus;
  @Column('timestamptz', { name: 'waiting_since', nullable: true }) waitingSince!: Date | null;
  @Column('uuid', { name: 'certificate_id', nullable: true }) certificateId!: string | null;
}

export const enrolments = aggregate<Enrolment>({ entity: EnrolmentEntity, noun: 'enrolment', topic: 'training.events' });
