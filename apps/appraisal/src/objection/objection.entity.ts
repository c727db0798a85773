import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Objection } from './objection.js';

@Entity('objections')
export class ObjectionEntity implements Objection {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'evaluation_id' }) evaluationId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'rater_id' }) raterId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') state!: string;
  @Column('text') reason!: string;
  @Column('date', { name: 'filed_on' }) filedOn!: string;
  @Column('date', { name: 'last_day' }) lastDay!: string;
  @Column('uuid', { name: 'rule_set_id' }) ruleSetId!: string;
  @Column('text', { nullable: true }) consideration!: string | null;
  @Column('date', { name: 'decided_on', nullable: true }) decidedOn!: string | null;
  @Column('uuid', { name: 'corrected_by', nullable: true }) correctedBy!: string | null;
}

export const objections = aggregate<Objection>({ entity: ObjectionEntity, noun: 'objection', topic: 'appraisal.events' });
