import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CompetencyStandard } from './competency-standard.js';

/** What a post requires, from a day on; a new standard of the same post is a new row, so that old gaps can be explained. */
@Entity('competency_standards')
export class CompetencyStandardEntity implements CompetencyStandard {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') competency!: string;
  @Column('smallint') level!: number;
  @Column('uuid', { name: 'position_id', nullable: true }) positionId!: string | null;
  @Column('text', { name: 'position_kind', nullable: true }) positionKind!: string | null;
  @Column('text', { nullable: true }) grade!: string | null;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
  @Column('date', { name: 'effective_from' }) effectiveFrom!: string;
  @Column('date', { name: 'effective_to', nullable: true }) effectiveTo!: string | null;
}
