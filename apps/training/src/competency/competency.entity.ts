import type { Signal } from './competency.js';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Reference data that profiles and standards name by code; it speaks no events of its own. */
@Entity('competencies')
export class CompetencyEntity {
  @PrimaryColumn('text') code!: string;
  @Column('text') type!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'name_en' }) nameEn!: string;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
}

@Entity('competency_signals')
export class CompetencySignalEntity implements Signal {
  @PrimaryColumn('text') kind!: Signal['kind'];
  @PrimaryColumn('text') signal!: string;
  @PrimaryColumn('text') competency!: string;
}
