import type { IndexPublished } from '@siger/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Every published index, so that a plan that is bound to its service later has it, too. */
@Entity('service_indices')
export class ServiceIndexEntity {
  @PrimaryColumn('uuid', { name: 'index_id' }) indexId!: string;
  @Column('uuid', { name: 'public_service_id' }) publicServiceId!: string;
  @Column('date', { name: 'valid_until' }) until!: string;
  @Column('jsonb') published!: IndexPublished;
}
