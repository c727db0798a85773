import { event } from '../core/event.js';
import { Id, ListOf, Text, Whole } from '../core/field.js';

export class CompetencyLevel {
  @Text({ max: 60, doc: 'code of the competency' }) competency!: string;
  @Whole({ min: 1, max: 5 }) level!: number;
}
export class LearnerProfileUpdated {
  @Id() employeeId!: string;
  @ListOf(() => CompetencyLevel, { max: 200, doc: 'the whole profile after the change' }) competencies!: CompetencyLevel[];
}
export const learnerProfileUpdated = event({
  type: 'learner.profile-updated.v1',
  topic: 'training.events',
  key: 'employeeId',
  payload: LearnerProfileUpdated,
  meaning: 'The competency profile of an employee changed, by an assessment or a completed training.',
  since: '0.1.0',
  example: {
    employeeId: '018f6f00-0000-7000-8000-000000000011',
    competencies: [{ competency: 'PELAYANAN_PUBLIK', level: 2 }],
  },
});
