import type { ElementAverage } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SatisfactionIndex } from './satisfaction-index.js';

@Entity('satisfaction_indexes')
export class SatisfactionIndexEntity implements SatisfactionIndex {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('uuid', { name: 'public_service_id' }) publicServiceId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'period_from' }) from!: string;
  @Column('date', { name: 'period_until' }) until!: string;
  @Column('int') respondents!: number;
  @Column('text', { name: 'index_value' }) index!: string;
  @Column('text') grade!: string;
  @Column('jsonb') averages!: ElementAverage[];
  @Column('jsonb') lowest!: string[];
  @Column('uuid', { name: 'rule_set_id' }) ruleSetId!: string;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
  @Column('date', { name: 'published_on' }) publishedOn!: string;
}

export const satisfactionIndexes = aggregate({
  entity: SatisfactionIndexEntity,
  noun: 'index',
  topic: 'feedback.events',
});
