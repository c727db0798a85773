import type { FunctionalGrade, Predicate, RateBehaviour, RateResult, Rating, SelfAssessedResult } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Realisation } from '../plan/plan.js';
import type { Evaluation } from './evaluation.js';

@Entity('evaluations')
export class EvaluationEntity implements Evaluation {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('int', { name: 'plan_edition' }) planEdition!: number;
  @Column('uuid', { name: 'cycle_id' }) cycleId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'rater_id' }) raterId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') period!: string;
  @Column('text', { name: 'period_kind' }) periodKind!: string;
  @Column('date', { name: 'valid_from' }) from!: string;
  @Column('date', { name: 'valid_until' }) until!: string;
  @Column('text') state!: string;
  @Column('boolean', { name: 'leads_unit' }) leadsUnit!: boolean;
  @Column('text', { nullable: true }) grade!: FunctionalGrade | null;
  @Column('jsonb', { name: 'self_assessment' }) selfAssessment!: SelfAssessedResult[];
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('jsonb') results!: RateResult[];
  @Column('jsonb') behaviours!: RateBehaviour[];
  @Column('text', { name: 'work_result', nullable: true }) workResult!: Rating | null;
  @Column('text', { nullable: true }) behaviour!: Rating | null;
  @Column('text', { nullable: true }) predicate!: Predicate | null;
  @Column('uuid', { name: 'rule_set_id', nullable: true }) ruleSetId!: string | null;
  @Column('uuid', { name: 'organisation_rating_id', nullable: true }) organisationRatingId!: string | null;
  @Column('jsonb', { nullable: true }) realisations!: Realisation[] | null;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('date', { name: 'handed_over_on', nullable: true }) handedOverOn!: string | null;
  @Column('date', { name: 'signed_on', nullable: true }) signedOn!: string | null;
  @Column('date', { name: 'finalised_on', nullable: true }) finalisedOn!: string | null;
  @Column('uuid', { nullable: true }) supersedes!: string | null;
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy!: string | null;
}

export const evaluations = aggregate<Evaluation>({ entity: EvaluationEntity, noun: 'appraisal', topic: 'appraisal.events' });
