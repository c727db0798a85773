import { event } from '../core/event.js';
import { Id, OneOf } from '../core/field.js';
import { correctionKinds, correctionStatuses } from './values.js';

const correctionId = '018f6f00-0000-7000-8000-000000000041';
const employeeId = '018f6f00-0000-7000-8000-000000000011';

export class CorrectionRequested {
  @Id() correctionId!: string;
  @Id() employeeId!: string;
  @OneOf(correctionKinds, { doc: 'what of the own data it is about' }) kind!: string;
}
export const correctionRequested = event({
  type: 'correction.requested.v1',
  topic: 'employee.events',
  key: 'correctionId',
  payload: CorrectionRequested,
  meaning: 'An employee asked to have own data corrected. What it says stays in the service.',
  since: '0.1.0',
  example: { correctionId, employeeId, kind: 'RATER' },
});

export class CorrectionDecided {
  @Id() correctionId!: string;
  @Id() employeeId!: string;
  @OneOf(correctionKinds, { doc: 'what of the own data it is about' }) kind!: string;
  @OneOf(correctionStatuses, { doc: 'what became of the request' }) status!: string;
}
export const correctionDecided = event({
  type: 'correction.decided.v1',
  topic: 'employee.events',
  key: 'correctionId',
  payload: CorrectionDecided,
  meaning: 'A requested correction was approved or rejected.',
  since: '0.1.0',
  example: { correctionId, employeeId, kind: 'RATER', status: 'APPROVED' },
});
