import type { HoursSource } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Activity } from './activity.js';
import type { HoursEntry } from './hours.js';

@Entity('hours_entries')
export class HoursEntity implements HoursEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('text') title!: string;
  @Column('text') organiser!: string;
  @Column('text') kind!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on' }) endsOn!: string;
  @Column('smallint') year!: number;
  @Column('numeric', { transformer: { to: (hours: number) => hours, from: Number } }) hours!: number;
  @Column('jsonb') activity!: Activity;
  @Column('text') source!: HoursSource;
  @Column('uuid', { name: 'source_id' }) sourceId!: string;
  @Column('uuid', { name: 'rule_set_id' }) ruleSetId!: string;
}

export const hoursEntries = aggregate<HoursEntry>({ entity: HoursEntity, noun: 'hours', topic: 'training.events' });
