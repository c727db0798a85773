import { event } from '../core/event.js';
import { DateOnly, Figure, Id, ListOf, OneOf, SomeOf, Whole } from '../core/field.js';
import { skmElements, skmGrades } from './values.js';

export class ElementAverage {
  @OneOf(skmElements) element!: string;
  @Figure({ doc: 'mean of the answers, 1.00-4.00' }) average!: string;
}

export class IndexPublished {
  @Id() indexId!: string;
  @Id() publicServiceId!: string;
  @Id({ doc: 'unit that gives the service' }) unitId!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @Whole({ min: 1, max: 1e9 }) respondents!: number;
  @Figure({ doc: 'IKM, 25.00-100.00' }) index!: string;
  @OneOf(skmGrades, { doc: 'mutu pelayanan, A is best' }) grade!: string;
  @ListOf(() => ElementAverage, { min: 9, max: 9 }) averages!: ElementAverage[];
  @SomeOf(skmElements, { max: 9 }) lowest!: string[];
  @Id() ruleSetId!: string;
}
export const indexPublished = event({
  type: 'index.published.v1',
  topic: 'feedback.events',
  key: 'indexId',
  payload: IndexPublished,
  meaning: 'The satisfaction index (IKM) of a public service for a period was published.',
  since: '0.1.0',
  example: {
    indexId: '018f6f00-0000-7000-8000-000000000202',
    publicServiceId: '018f6f00-0000-7000-8000-000000000201',
    unitId: '018f6f00-0000-7000-8000-000000000001',
    from: '2026-01-01',
    until: '2026-06-30',
    respondents: 30,
    index: '72.50',
    grade: 'C',
    averages: skmElements.map((element) => ({ element, average: element === 'WAKTU' ? '2.10' : '3.00' })),
    lowest: ['WAKTU'],
    ruleSetId: '018f6f00-0000-7000-8000-0000000000c1',
  },
});
