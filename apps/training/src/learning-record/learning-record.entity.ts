import type { LearningRecordStatus } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LearningRecord } from './learning-record.js';

@Entity('learning_records')
export class LearningRecordEntity implements LearningRecord {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('text') title!: string;
  @Column('text') organiser!: string;
  @Column('text') kind!: string;
  @Column('boolean') international!: boolean;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on' }) endsOn!: string;
  @Column('numeric', {
    nullable: true,
    transformer: { to: (hours: number | null) => hours, from: (hours: string | null) => (hours === null ? null : Number(hours)) },
  })
  hours!: number | null;
  @Column('int', { nullable: true }) days!: number | null;
  @Column('jsonb', { nullable: true }) dates!: readonly string[] | null;
  @Column('int', { nullable: true }) count!: number | null;
  @Column('text', { nullable: true }) evidence!: string | null;
  @Column('text') status!: LearningRecordStatus;
  @Column('text', { nullable: true }) note!: string | null;
}

export const learningRecords = aggregate<LearningRecord>({
  entity: LearningRecordEntity,
  noun: 'learning-record',
  topic: 'training.events',
});
