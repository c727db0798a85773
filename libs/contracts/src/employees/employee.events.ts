import { event } from '../core/event.js';
import { DateOnly, Flag, Id, ListOf, Nullable, OneOf, Text, Whole } from '../core/field.js';
import { employmentStatuses, functionalGrades, positionKinds } from './values.js';

const employeeId = '018f6f00-0000-7000-8000-000000000011';
const raterId = '018f6f00-0000-7000-8000-000000000012';
const unitId = '018f6f00-0000-7000-8000-000000000001';
const placementId = '018f6f00-0000-7000-8000-000000000021';
const positionId = '018f6f00-0000-7000-8000-000000000031';

export class EmployeeRegistered {
  @Id() employeeId!: string;
  @OneOf(employmentStatuses, { doc: 'status of employment: PNS or PPPK' }) status!: string;
}
export const employeeRegistered = event({
  type: 'employee.registered.v1',
  topic: 'employee.events',
  key: 'employeeId',
  payload: EmployeeRegistered,
  meaning: 'A civil servant is known to the platform. Who it is stands only in the snapshot.',
  since: '0.1.0',
  example: { employeeId, status: 'PNS' },
});

export class EmployeePlaced {
  @Id() employeeId!: string;
  @Id() placementId!: string;
  @Id() unitId!: string;
  @Id() positionId!: string;
  @OneOf(positionKinds) positionKind!: string;
  @Flag({ doc: 'false for an acting (PLT/PLH) or additional position' }) primary!: boolean;
  @DateOnly() from!: string;
  @Nullable() @DateOnly() until!: string | null;
}
export const employeePlaced = event({
  type: 'employee.placed.v1',
  topic: 'employee.events',
  key: 'employeeId',
  payload: EmployeePlaced,
  meaning: 'An employee holds a position in a unit from a day on; an earlier primary placement ends the day before.',
  since: '0.1.0',
  example: {
    employeeId,
    placementId,
    unitId,
    positionId,
    positionKind: 'PELAKSANA',
    primary: true,
    from: '2026-01-01',
    until: null,
  },
});

export class EmployeeRaterAssigned {
  @Id() employeeId!: string;
  @Id() raterId!: string;
  @DateOnly() from!: string;
  @Nullable() @DateOnly() until!: string | null;
}
export const employeeRaterAssigned = event({
  type: 'employee.rater-assigned.v1',
  topic: 'employee.events',
  key: 'employeeId',
  payload: EmployeeRaterAssigned,
  meaning: 'Another employee rates this one (pejabat penilai kinerja) from a day on.',
  since: '0.1.0',
  example: { employeeId, raterId, from: '2026-01-01', until: null },
});

export class EmployeeCorrected {
  @Id() employeeId!: string;
  @OneOf(employmentStatuses, { doc: 'status of employment: PNS or PPPK' }) status!: string;
}
export const employeeCorrected = event({
  type: 'employee.corrected.v1',
  topic: 'employee.events',
  key: 'employeeId',
  payload: EmployeeCorrected,
  meaning: 'Name or status of an employee changed. The name stands only in the snapshot.',
  since: '0.1.0',
  example: { employeeId, status: 'PNS' },
});

export class EmployeeLeft {
  @Id() employeeId!: string;
  @DateOnly({ doc: 'last day' }) until!: string;
}
export const employeeLeft = event({
  type: 'employee.left.v1',
  topic: 'employee.events',
  key: 'employeeId',
  payload: EmployeeLeft,
  meaning: 'An employee no longer serves after a day; placements and raters end with it.',
  since: '0.1.0',
  example: { employeeId, until: '2026-12-31' },
});

export class Placement {
  @Id() placementId!: string;
  @Id() unitId!: string;
  @Id() positionId!: string;
  @Text({ max: 200 }) positionName!: string;
  @OneOf(positionKinds) positionKind!: string;
  @Nullable() @OneOf(functionalGrades, { doc: 'jenjang of a functional position, null elsewhere' }) grade!: string | null;
  @Flag({ doc: 'leads the unit' }) head!: boolean;
  @Flag({ doc: 'the one position that counts; false for an acting (PLT/PLH) or additional one' }) primary!: boolean;
  @DateOnly() from!: string;
  @Nullable() @DateOnly() until!: string | null;
}
export class RaterAssignment {
  @Id() raterId!: string;
  @DateOnly() from!: string;
  @Nullable() @DateOnly() until!: string | null;
}
export class EmployeeSnapshot {
  @Id() employeeId!: string;
  @Whole({ min: 1, max: 1e9, doc: 'sequence of the last fact contained' }) version!: number;
  @Text({ max: 18, doc: 'NIP or NI PPPK, 18 digits' }) nip!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(employmentStatuses, { doc: 'status of employment: PNS or PPPK' }) status!: string;
  @Flag() active!: boolean;
  @ListOf(() => Placement, { max: 100 }) placements!: Placement[];
  @ListOf(() => RaterAssignment, { max: 200 }) raters!: RaterAssignment[];
}
export const employeeSnapshot = event({
  type: 'employee.snapshot.v1',
  topic: 'employee.snapshot',
  key: 'employeeId',
  payload: EmployeeSnapshot,
  meaning: 'The present state of an employee, with the personal data that a service may keep; erased by a tombstone.',
  since: '0.1.0',
  example: {
    employeeId,
    version: 3,
    nip: '199001012015051001',
    name: 'Siti Rahmawati',
    status: 'PNS',
    active: true,
    placements: [
      {
        placementId,
        unitId,
        positionId,
        positionName: 'Analis Pelayanan',
        positionKind: 'PELAKSANA',
        grade: null,
        head: false,
        primary: true,
        from: '2026-01-01',
        until: null,
      },
    ],
    raters: [{ raterId, from: '2026-01-01', until: null }],
  },
});
