import type { RecommendationReason } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Recommendation } from './recommendation.js';

@Entity('recommendations')
export class RecommendationEntity implements Recommendation {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'appraisal_id' }) appraisalId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('text') competency!: string;
  @Column('smallint') level!: number;
  @Column('text') purpose!: string;
  @Column('smallint') rank!: number;
  @Column('jsonb') reasons!: readonly RecommendationReason[];
  @Column('text') status!: Recommendation['status'];
}

export const recommendations = aggregate<Recommendation>({
  entity: RecommendationEntity,
  noun: 'recommendation',
  topic: 'training.events',
});

/** One per appraisal, whatever came of it: what makes the recommendations exactly once. */
@Entity('recommendation_sets')
export class RecommendationSetEntity {
  @PrimaryColumn('uuid', { name: 'appraisal_id' }) appraisalId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'made_on' }) madeOn!: string;
  @Column('uuid', { name: 'superseded_by', nullable: true }) supersededBy!: string | null;
  @Column('jsonb') uncovered!: readonly string[];
}
