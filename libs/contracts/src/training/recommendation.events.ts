import { event } from '../core/event.js';
import { Figure, Id, ListOf, Nested, Optional, OneOf, SomeOf, Text, Whole } from '../core/field.js';
import { skmElements } from '../feedback/values.js';
import { ratings } from '../appraisal/values.js';
import { dismissalReasons, reasonKinds, recommendationPurposes } from './values.js';

const recommendationId = '018f6f00-0000-7000-8000-000000000301';
const employeeId = '018f6f00-0000-7000-8000-000000000011';
const appraisalId = '018f6f00-0000-7000-8000-000000000101';
const courseId = '018f6f00-0000-7000-8000-000000000302';

/** Numbers and codes behind a reason; which of them are there depends on its kind. */
export class ReasonDetail {
  @Optional() @OneOf(ratings, { doc: 'RESULT, BEHAVIOUR' }) rating?: string;
  @Optional() @Whole({ min: 1, max: 5, doc: 'COMPETENCY_GAP, GROWTH' }) actual?: number;
  @Optional() @Whole({ min: 1, max: 5, doc: 'COMPETENCY_GAP' }) standard?: number;
  @Optional() @Whole({ min: -4, max: 4, doc: 'COMPETENCY_GAP: actual - standard' }) gap?: number;
  @Optional() @Whole({ min: 1, max: 5, doc: 'GROWTH: the level that comes next' }) next?: number;
  @Optional() @Figure({ doc: 'CITIZEN_VOICE: satisfaction index' }) index?: string;
  @Optional()
  @SomeOf(skmElements, { max: 9, doc: 'CITIZEN_VOICE: weak elements that point at the competency' })
  elements?: string[];
}
export class RecommendationReason {
  @OneOf(reasonKinds, { doc: 'where the reason comes from' }) kind!: string;
  /** RESULT: result (or the plan, for the overall rating); BEHAVIOUR: value or KESELURUHAN; CITIZEN_VOICE: public service; else a competency. */
  @Text({ max: 60, doc: 'id or code of what gave the reason' }) ref!: string;
  @Nested(() => ReasonDetail, { doc: 'the figures behind it, by kind' }) detail!: ReasonDetail;
}

export class RecommendationMade {
  @Id() recommendationId!: string;
  @Id() appraisalId!: string;
  @Id() employeeId!: string;
  @Id() unitId!: string;
  @Id() courseId!: string;
  @Text({ max: 60 }) competency!: string;
  @Whole({ min: 1, max: 5, doc: 'level that the course raises to' }) level!: number;
  @OneOf(recommendationPurposes) purpose!: string;
  @Whole({ min: 1, max: 50, doc: '1 is the most urgent of its set' }) rank!: number;
  @ListOf(() => RecommendationReason, { min: 1, max: 200 }) reasons!: RecommendationReason[];
}
export const recommendationMade = event({
  type: 'recommendation.made.v1',
  topic: 'training.events',
  key: 'recommendationId',
  payload: RecommendationMade,
  meaning: 'A completed appraisal called for a training; the reasons say which result, behaviour, gap or voice of citizens.',
  since: '0.1.0',
  example: {
    recommendationId,
    appraisalId,
    employeeId,
    unitId: '018f6f00-0000-7000-8000-000000000001',
    courseId,
    competency: 'PELAYANAN_PUBLIK',
    level: 2,
    purpose: 'IMPROVE',
    rank: 1,
    reasons: [
      { kind: 'BEHAVIOUR', ref: 'BERORIENTASI_PELAYANAN', detail: { rating: 'DI_BAWAH_EKSPEKTASI' } },
      { kind: 'COMPETENCY_GAP', ref: 'PELAYANAN_PUBLIK', detail: { actual: 1, standard: 2, gap: -1 } },
      { kind: 'CITIZEN_VOICE', ref: '018f6f00-0000-7000-8000-000000000201', detail: { index: '72.50', elements: ['WAKTU'] } },
    ],
  },
});

export class RecommendationAccepted {
  @Id() recommendationId!: string;
  @Id() employeeId!: string;
  @Id() courseId!: string;
}
export const recommendationAccepted = event({
  type: 'recommendation.accepted.v1',
  topic: 'training.events',
  key: 'recommendationId',
  payload: RecommendationAccepted,
  meaning: 'The employee wants the recommended training.',
  since: '0.1.0',
  example: { recommendationId, employeeId, courseId },
});

export class RecommendationDismissed {
  @Id() recommendationId!: string;
  @Id() employeeId!: string;
  @OneOf(dismissalReasons) cause!: string;
}
export const recommendationDismissed = event({
  type: 'recommendation.dismissed.v1',
  topic: 'training.events',
  key: 'recommendationId',
  payload: RecommendationDismissed,
  meaning: 'The employee does not want the recommended training.',
  since: '0.1.0',
  example: { recommendationId, employeeId, cause: 'ALREADY_MASTERED' },
});

export class RecommendationReplaced {
  @Id() recommendationId!: string;
  @Id() employeeId!: string;
  @Id({ doc: 'the appraisal that corrects the one behind this recommendation' }) byAppraisalId!: string;
}
export const recommendationReplaced = event({
  type: 'recommendation.replaced.v1',
  topic: 'training.events',
  key: 'recommendationId',
  payload: RecommendationReplaced,
  meaning: 'An open recommendation no longer counts: its appraisal was corrected after an objection.',
  since: '0.1.0',
  example: { recommendationId, employeeId, byAppraisalId: '018f6f00-0000-7000-8000-000000000109' },
});
