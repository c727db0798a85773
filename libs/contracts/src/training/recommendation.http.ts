import { DateOnly, Id, ListOf, Nullable, OneOf, Text, Texts, Whole } from '../core/field.js';
import { RecommendationReason } from './recommendation.events.js';
import { developmentKinds, dismissalReasons, recommendationPurposes, recommendationStatuses } from './values.js';

export class DismissRecommendation {
  @OneOf(dismissalReasons) reason!: string;
}

export class RecommendationView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() employeeId!: string;
  @Id() appraisalId!: string;
  @Id() courseId!: string;
  @Text({ max: 300 }) courseTitle!: string;
  @OneOf(developmentKinds) courseKind!: string;
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5 }) level!: number;
  @OneOf(recommendationPurposes) purpose!: string;
  @Whole({ min: 1, max: 50 }) rank!: number;
  @OneOf(recommendationStatuses) status!: string;
  @ListOf(() => RecommendationReason, { max: 200 }) reasons!: RecommendationReason[];
}

/** What one appraisal led to. No `items` is an answer, too: nothing in the catalogue fitted; `uncovered` says what is missing. */
export class RecommendationSetView {
  @Id() appraisalId!: string;
  @DateOnly() madeOn!: string;
  @Nullable() @Id({ doc: 'the later appraisal that replaced this one' }) supersededBy!: string | null;
  @Texts({ max: 200, maxLength: 60, doc: 'competencies that call for training, for which the catalogue has no course' })
  uncovered!: string[];
  @ListOf(() => RecommendationView, { max: 50 }) items!: RecommendationView[];
}
