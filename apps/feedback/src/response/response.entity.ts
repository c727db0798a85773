import type { SkmElement } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Response } from './response.js';

@Entity('responses')
export class ResponseEntity implements Response {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('uuid', { name: 'public_service_id' }) publicServiceId!: string;
  @Column('date') on!: string;
  @Column('jsonb') answers!: Record<SkmElement, number>;
  @Column('text', { nullable: true }) sex!: string | null;
  @Column('text', { nullable: true }) education!: string | null;
  @Column('text', { nullable: true }) occupation!: string | null;
  @Column('text', { nullable: true }) age!: string | null;
  @Column('text', { nullable: true }) suggestion!: string | null;
}

export const responses = aggregate({ entity: ResponseEntity, noun: 'response', topic: 'feedback.events' });
