import { event } from '../core/event.js';
import { DateOnly, Flag, Id } from '../core/field.js';

const publicServiceId = '018f6f00-0000-7000-8000-000000000201';
const unitId = '018f6f00-0000-7000-8000-000000000001';

export class PublicServiceRegistered {
  @Id() publicServiceId!: string;
  @Id() unitId!: string;
  @DateOnly() since!: string;
}
export const publicServiceRegistered = event({
  type: 'public-service.registered.v1',
  topic: 'feedback.events',
  key: 'publicServiceId',
  payload: PublicServiceRegistered,
  meaning: 'A unit offers a public service that citizens can rate.',
  since: '0.1.0',
  example: { publicServiceId, unitId, since: '2026-01-01' },
});

export class PublicServiceChanged {
  @Id() publicServiceId!: string;
  @Flag({ doc: 'whether citizens can answer its survey' }) open!: boolean;
}
export const publicServiceChanged = event({
  type: 'public-service.changed.v1',
  topic: 'feedback.events',
  key: 'publicServiceId',
  payload: PublicServiceChanged,
  meaning: 'The description of a public service changed, or its survey opened or closed.',
  since: '0.1.0',
  example: { publicServiceId, open: true },
});
