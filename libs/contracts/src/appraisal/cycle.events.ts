import { event } from '../core/event.js';
import { DateOnly, Id, OneOf, Whole } from '../core/field.js';
import { periodicities } from './values.js';

const cycleId = '018f6f00-0000-7000-8000-000000000102';
const agencyId = '018f6f00-0000-7000-8000-000000000000';

export class CycleOpened {
  @Id() cycleId!: string;
  @Id() agencyId!: string;
  @Whole({ min: 2000, max: 2100 }) year!: number;
  @OneOf(periodicities) periodicity!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
}
export const cycleOpened = event({
  type: 'cycle.opened.v1',
  topic: 'appraisal.events',
  key: 'cycleId',
  payload: CycleOpened,
  meaning: 'A performance year of an agency takes plans and activities.',
  since: '0.1.0',
  example: { cycleId, agencyId, year: 2026, periodicity: 'TRIWULAN', from: '2026-01-01', until: '2026-12-31' },
});

export class CycleEnded {
  @Id() cycleId!: string;
  @Id() agencyId!: string;
}
export const cycleClosed = event({
  type: 'cycle.closed.v1',
  topic: 'appraisal.events',
  key: 'cycleId',
  payload: CycleEnded,
  meaning: 'The year takes no more plans and activities; evaluations go on.',
  since: '0.1.0',
  example: { cycleId, agencyId },
});
export const cycleLocked = event({
  type: 'cycle.locked.v1',
  topic: 'appraisal.events',
  key: 'cycleId',
  payload: CycleEnded,
  meaning: 'Nothing of the year changes any more.',
  since: '0.1.0',
  example: { cycleId, agencyId },
});
