import { DateOnly, Figure, Id, ListOf, OneOf, SomeOf, Text, Whole } from '../core/field.js';
import { ElementAverage } from './index.events.js';
import { skmElements, skmGrades } from './values.js';

export class PublishIndex {
  @DateOnly() from!: string;
  @DateOnly() until!: string;
}

export class IndexView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() publicServiceId!: string;
  @Id() unitId!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @Whole({ min: 0, max: 1e9 }) respondents!: number;
  @Figure({ doc: 'IKM, 25.00-100.00' }) index!: string;
  @OneOf(skmGrades) grade!: string;
  @ListOf(() => ElementAverage, { max: 9 }) averages!: ElementAverage[];
  @SomeOf(skmElements, { max: 9 }) lowest!: string[];
  @Id() ruleSetId!: string;
  @Text({ max: 300 }) legalBasis!: string;
  @DateOnly() publishedOn!: string;
}

/** What the public reads of a service: the newest published index, and the earlier ones. */
export class ServiceIndexView {
  @Id() publicServiceId!: string;
  @Text({ max: 200 }) name!: string;
  @Whole({ min: 0, max: 1e9, doc: 'answers received that no published index contains yet' }) waiting!: number;
  @ListOf(() => IndexView, { max: 50, doc: 'newest first' }) published!: IndexView[];
}
