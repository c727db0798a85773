import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Certificate } from './certificate.js';

@Entity('certificates')
export class CertificateEntity implements Certificate {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('text') code!: string;
  @Column('uuid', { name: 'enrolment_id' }) enrolmentId!: string;
  @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('text') course!: string;
  @Column('text') organiser!: string;
  @Column('text') kind!: string;
  @Column('numeric', { transformer: { to: (hours: number) => hours, from: Number } }) hours!: number;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on' }) endsOn!: string;
  @Column('date', { name: 'issued_on' }) issuedOn!: string;
  @Column('date', { name: 'revoked_on', nullable: true }) revokedOn!: string | null;
}

export const certificates = aggregate<Certificate>({ entity: CertificateEntity, noun: 'certificate', topic: 'training.events' });
