import type { EmploymentStatus, FunctionalGrade, PositionKind, UnitKind } from '@siger/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A unit as `unit.snapshot` last told it. */
@Entity('directory_units')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) version!: number;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Index() @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') kind!: UnitKind;
  @Column('text', { name: 'region_code', nullable: true }) regionCode!: string | null;
  @Column('date', { nullable: true }) until!: string | null;
  /** `/<top>/…/<id>/`: a subtree is every path that starts with the path of its top. */
  @Column('text', { default: '' }) path!: string;
}

/** A person as `employee.snapshot` last told it: personal data, forgotten by a tombstone. */
@Entity('directory_people')
export class Person {
  @PrimaryColumn('uuid', { name: 'employee_id' }) employeeId!: string;
  @Column('bigint', { transformer: { to: (value: number) => value, from: Number } }) version!: number;
  @Column('text') nip!: string;
  @Column('text') name!: string;
  @Column('text') status!: EmploymentStatus;
  @Column('boolean') active!: boolean;
}

@Entity('directory_placements')
export class PersonPlacement {
  @PrimaryColumn('uuid', { name: 'placement_id' }) placementId!: string;
  @Index() @Column('uuid', { name: 'employee_id' }) employeeId!: string;
  @Index() @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'position_id' }) positionId!: string;
  @Column('text', { name: 'position_name' }) positionName!: string;
  @Column('text', { name: 'position_kind' }) positionKind!: PositionKind;
  @Column('text', { nullable: true }) grade!: FunctionalGrade | null;
  @Column('boolean') head!: boolean;
  @Column('boolean') primary!: boolean;
  @Column('date', { name: 'valid_from' }) from!: string;
  @Column('date', { name: 'valid_until', nullable: true }) until!: string | null;
}

@Entity('directory_raters')
export class PersonRater {
  @PrimaryColumn('uuid', { name: 'employee_id' }) employeeId!: string;
  @PrimaryColumn('date', { name: 'valid_from' }) from!: string;
  @Index() @Column('uuid', { name: 'rater_id' }) raterId!: string;
  @Column('date', { name: 'valid_until', nullable: true }) until!: string | null;
}

export const directoryEntities = [Unit, Person, PersonPlacement, PersonRater];
