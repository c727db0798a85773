import { unitSnapshot, type UnitKind } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParentFrom, Unit } from './unit.js';

@Entity('units')
export class UnitEntity implements Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('jsonb') parents!: readonly ParentFrom[];
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: UnitKind;
  @Column('text', { name: 'region_code', nullable: true }) regionCode!: string | null;
  @Column('date', { nullable: true }) until!: string | null;
}

export const units = aggregate({
  entity: UnitEntity,
  noun: 'unit',
  topic: 'unit.events',
  snapshot: {
    contract: unitSnapshot,
    of: ({ id: unitId, parentId, agencyId, code, name, kind, regionCode, until }) => ({
      unitId,
      parentId,
      agencyId,
      code,
      name,
      kind,
      regionCode,
      until,
    }),
  },
});
