import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Session } from './session.js';

@Entity('sessions')
export class SessionEntity implements Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on' }) endsOn!: string;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('text', { nullable: true }) link!: string | null;
  @Column('int') seats!: number;
  @Column('int') taken!: number;
}

export const sessions = aggregate<Session>({ entity: SessionEntity, noun: 'session', topic: 'training.events' });
