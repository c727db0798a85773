import { event } from '../core/event.js';
import { DateOnly, Id, Nested } from '../core/field.js';
import { SkmAnswers } from './answers.js';
import { skmElements, type SkmElement } from './values.js';

export class ResponseReceived {
  @Id() responseId!: string;
  @Id() publicServiceId!: string;
  @Id() unitId!: string;
  @DateOnly({ doc: 'day only, so that no one is found by the minute' }) on!: string;
  @Nested(() => SkmAnswers) answers!: SkmAnswers;
}
export const responseReceived = event({
  type: 'response.received.v1',
  topic: 'feedback.events',
  key: 'responseId',
  payload: ResponseReceived,
  meaning: 'A citizen answered the satisfaction survey of a public service.',
  since: '0.1.0',
  example: {
    responseId: '018f6f00-0000-7000-8000-000000000203',
    publicServiceId: '018f6f00-0000-7000-8000-000000000201',
    unitId: '018f6f00-0000-7000-8000-000000000001',
    on: '2026-03-02',
    answers: Object.fromEntries(skmElements.map((element) => [element, 3])) as Record<SkmElement, number>,
  },
});
