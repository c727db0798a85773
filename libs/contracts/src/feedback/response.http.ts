import { DateOnly, Id, Nested, OneOf, Optional, Text } from '../core/field.js';
import { SkmAnswers } from './answers.js';
import { ageBands, educations, occupations, sexes } from './values.js';

/** One citizen's answer to the survey (SKM, PermenPANRB 14/2017). Nothing in it says who answered. */
export class AnswerSurvey {
  @Nested(() => SkmAnswers) answers!: SkmAnswers;
  @Optional() @OneOf(sexes) sex?: string;
  @Optional() @OneOf(educations) education?: string;
  @Optional() @OneOf(occupations) occupation?: string;
  @Optional() @OneOf(ageBands) age?: string;
  @Optional()
  @Text({ max: 1000, doc: 'a suggestion in own words; read by the officers of the service only' })
  suggestion?: string;
}

export class SurveyReceipt {
  @Id() responseId!: string;
  @Id() publicServiceId!: string;
  @DateOnly() on!: string;
}
