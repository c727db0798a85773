import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PublicService } from './public-service.js';

@Entity('public_services')
export class PublicServiceEntity implements PublicService {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('boolean') open!: boolean;
  @Column('date') since!: string;
}

export const publicServices = aggregate({
  entity: PublicServiceEntity,
  noun: 'public-service',
  topic: 'feedback.events',
});
