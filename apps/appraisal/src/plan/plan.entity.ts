import type { BehaviourExpectation, PlanAnnexes } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Plan, Realisation, Result } from './plan.js';

@Entity('plans')
export class PlanEntity implements Plan {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'cycle_id' }) cycleId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'rater_id', nullable: true }) raterId!: string | null;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('boolean', { name: 'leads_unit' }) leadsUnit!: boolean;
  @Column('text', { name: 'position_kind' }) positionKind!: string;
  @Column('text') approach!: string;
  @Column('text') state!: string;
  @Column('int') edition!: number;
  @Column('date', { name: 'valid_from' }) from!: string;
  @Column('date', { name: 'valid_until' }) until!: string;
  @Column('jsonb') results!: Result[];
  @Column('jsonb') behaviours!: BehaviourExpectation[];
  @Column('jsonb') annexes!: PlanAnnexes;
  @Column('jsonb') realisations!: Realisation[];
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('date', { name: 'established_on', nullable: true }) establishedOn!: string | null;
}

/** What was in force once; written when a plan is established, never changed. */
@Entity('plan_editions')
export class PlanEditionEntity {
  @PrimaryColumn('uuid', { name: 'plan_id' }) planId!: string;
  @PrimaryColumn('int') edition!: number;
  @Column('date', { name: 'established_on' }) establishedOn!: string;
  @Column('jsonb') results!: Result[];
  @Column('jsonb') behaviours!: BehaviourExpectation[];
  @Column('jsonb') annexes!: PlanAnnexes;
}

export const plans = aggregate<Plan>({ entity: PlanEntity, noun: 'plan', topic: 'appraisal.events' });
