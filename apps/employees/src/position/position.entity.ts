import type { FunctionalGrade, PositionKind } from '@siger/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Position } from './position.js';

/** The map of positions is a list that placements copy from, so it speaks no events of its own. */
@Entity('positions')
export class PositionEntity implements Position {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: PositionKind;
  @Column('text', { nullable: true }) grade!: FunctionalGrade | null;
}
