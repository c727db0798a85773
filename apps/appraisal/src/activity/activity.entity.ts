import type { ActivityEvidence } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Activity } from './activity.js';

@Entity('activities')
export class ActivityEntity implements Activity {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'result_id', nullable: true }) resultId!: string | null;
  @Column('date') date!: string;
  @Column('smallint', { name: 'start_minute' }) startMinute!: number;
  @Column('smallint', { name: 'end_minute' }) endMinute!: number;
  @Column('text') description!: string;
  @Column('double precision') volume!: number;
  @Column('text') output!: string;
  @Column('jsonb') evidence!: ActivityEvidence[];
  @Column('text') state!: string;
  @Column('text', { nullable: true }) reason!: string | null;
}

export const activities = aggregate<Activity>({ entity: ActivityEntity, noun: 'activity', topic: 'appraisal.events' });
