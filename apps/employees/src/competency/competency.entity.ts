import type { CompetencyLevel } from '@siger/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The competency profile that training last published: a read model. */
@Entity('competency_profiles')
export class CompetencyProfile {
  @PrimaryColumn('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('jsonb') competencies!: readonly CompetencyLevel[];
  /** Of the event that told it. */
  @Column('bigint', { default: 0, transformer: { to: (value: number) => value, from: Number } }) sequence!: number;
}
