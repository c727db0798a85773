import { event } from '../core/event.js';
import { DateOnly, Id, Nullable, OneOf, Text, Whole } from '../core/field.js';
import { unitKinds } from './values.js';

const unitId = '018f6f00-0000-7000-8000-000000000001';
const agencyId = '018f6f00-0000-7000-8000-000000000000';

export class UnitCreated {
  @Id() unitId!: string;
  @Nullable() @Id() parentId!: string | null;
  @Text({ max: 200 }) name!: string;
  @OneOf(unitKinds, { doc: 'place in the organisation' }) kind!: string;
  @DateOnly() from!: string;
}
export const unitCreated = event({
  type: 'unit.created.v1',
  topic: 'unit.events',
  key: 'unitId',
  payload: UnitCreated,
  meaning: 'An organisational unit exists from a day on.',
  since: '0.1.0',
  example: { unitId, parentId: agencyId, name: 'Bidang Pelayanan', kind: 'DIVISION', from: '2026-01-01' },
});

export class UnitMoved {
  @Id() unitId!: string;
  @Nullable() @Id() parentId!: string | null;
  @DateOnly() from!: string;
}
export const unitMoved = event({
  type: 'unit.moved.v1',
  topic: 'unit.events',
  key: 'unitId',
  payload: UnitMoved,
  meaning: 'A unit has another parent from a day on.',
  since: '0.1.0',
  example: { unitId, parentId: agencyId, from: '2026-07-01' },
});

export class UnitTransferred {
  @Id() unitId!: string;
  @Id({ doc: 'the agency that it belongs to now' }) agencyId!: string;
  @DateOnly() from!: string;
}
export const unitTransferred = event({
  type: 'unit.transferred.v1',
  topic: 'unit.events',
  key: 'unitId',
  payload: UnitTransferred,
  meaning: 'A unit belongs to another agency from a day on, because a unit above it moved.',
  since: '0.1.0',
  example: { unitId, agencyId, from: '2026-07-01' },
});

export class UnitRenamed {
  @Id() unitId!: string;
  @Text({ max: 200 }) name!: string;
}
export const unitRenamed = event({
  type: 'unit.renamed.v1',
  topic: 'unit.events',
  key: 'unitId',
  payload: UnitRenamed,
  meaning: 'A unit has another name or region code.',
  since: '0.1.0',
  example: { unitId, name: 'Bidang Pelayanan dan Pengaduan' },
});

export class UnitClosed {
  @Id() unitId!: string;
  @DateOnly({ doc: 'last day' }) until!: string;
}
export const unitClosed = event({
  type: 'unit.closed.v1',
  topic: 'unit.events',
  key: 'unitId',
  payload: UnitClosed,
  meaning: 'A unit no longer exists after a day.',
  since: '0.1.0',
  example: { unitId, until: '2026-12-31' },
});

export class UnitSnapshot {
  @Id() unitId!: string;
  @Whole({ min: 1, max: 1e9, doc: 'sequence of the last fact contained' }) version!: number;
  @Nullable() @Id() parentId!: string | null;
  @Id({ doc: 'the top of its tree; itself for an agency' }) agencyId!: string;
  @Text({ max: 40 }) code!: string;
  @Text({ max: 200 }) name!: string;
  @OneOf(unitKinds, { doc: 'place in the organisation' }) kind!: string;
  @Nullable() @Text({ max: 20, doc: 'region code of Kemendagri' }) regionCode!: string | null;
  @Nullable() @DateOnly({ doc: 'last day, null while it exists' }) until!: string | null;
}
export const unitSnapshot = event({
  type: 'unit.snapshot.v1',
  topic: 'unit.snapshot',
  key: 'unitId',
  payload: UnitSnapshot,
  meaning: 'The present state of a unit.',
  since: '0.1.0',
  example: {
    unitId,
    version: 1,
    parentId: agencyId,
    agencyId,
    code: 'DISDIK.02',
    name: 'Bidang Pelayanan',
    kind: 'DIVISION',
    regionCode: '18',
    until: null,
  },
});
