import type { CorrectionKind, CorrectionStatus } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Correction } from './correction.js';

const instant = { to: (value: string | null) => value, from: (value: Date | null) => value?.toISOString() ?? null };

@Entity('corrections')
export class CorrectionEntity implements Correction {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('text') kind!: CorrectionKind;
  @Column('text') note!: string;
  @Column('uuid', { name: 'rater_id', nullable: true }) raterId!: string | null;
  @Column('date', { nullable: true }) from!: string | null;
  @Column('text') status!: CorrectionStatus;
  @Column('timestamptz', { name: 'requested_at', transformer: instant }) requestedAt!: string;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true, transformer: instant }) decidedAt!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

export const corrections = aggregate({ entity: CorrectionEntity, noun: 'correction', topic: 'employee.events' });
