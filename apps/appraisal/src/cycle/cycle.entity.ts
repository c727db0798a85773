import type { CyclePeriod } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Cycle } from './cycle.js';

@Entity('cycles')
export class CycleEntity implements Cycle {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('int') year!: number;
  @Column('text') periodicity!: string;
  @Column('text') state!: string;
  @Column('date', { name: 'valid_from' }) from!: string;
  @Column('date', { name: 'valid_until' }) until!: string;
  @Column('date', { name: 'plans_due_on' }) plansDueOn!: string;
  @Column('jsonb') periods!: CyclePeriod[];
}

export const cycles = aggregate<Cycle>({ entity: CycleEntity, noun: 'cycle', topic: 'appraisal.events' });
