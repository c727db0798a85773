import { employeeSnapshot, type EmploymentStatus } from '@siger/contracts';
import { aggregate } from '@siger/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Employee, Placement, RaterAssignment } from './employee.js';

@Entity('employees')
export class EmployeeEntity implements Employee {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  /** Counts the events said; kept by Changes. */
  @Column('bigint') sequence?: string;
  @Column('text') nip!: string;
  @Column('text') name!: string;
  @Column('text') status!: EmploymentStatus;
  @Column('boolean') active!: boolean;
  @Column('jsonb') placements!: readonly Placement[];
  @Column('jsonb') raters!: readonly RaterAssignment[];
}

export const employees = aggregate({
  entity: EmployeeEntity,
  noun: 'employee',
  topic: 'employee.events',
  snapshot: {
    contract: employeeSnapshot,
    of: ({ id: employeeId, nip, name, status, active, placements, raters }) => ({
      employeeId,
      nip,
      name,
      status,
      active,
      placements: [...placements],
      raters: raters.map(({ raterId, from, until }) => ({ raterId, from, until })),
    }),
  },
});
