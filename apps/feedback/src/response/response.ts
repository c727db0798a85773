import { changed, DomainError, fact, responseReceived, skmElements, type AnswerSurvey, type SkmElement } from '@siger/contracts';
import type { PublicService } from '../public-service/public-service.js';

export type Response = Readonly<{
  id: string;
  version: number;
  publicServiceId: string;
  /** Day only: nobody is found by the minute in which they answered. */
  on: string;
  answers: Readonly<Record<SkmElement, number>>;
  sex: string | null;
  education: string | null;
  occupation: string | null;
  age: string | null;
  suggestion: string | null;
}>;

/** PermenPANRB 14/2017: all nine elements are answered; the profile may be left out. */
export const receive = (id: string, service: PublicService, survey: AnswerSurvey, today: string) => {
  if (!service.open) throw new DomainError('survey-closed');
  const answers = Object.fromEntries(skmElements.map((element) => [element, survey.answers[element]])) as Record<
    SkmElement,
    number
  >;
  return changed<Response>(
    {
      id,
      version: 1,
      publicServiceId: service.id,
      on: today,
      answers,
      sex: survey.sex ?? null,
      education: survey.education ?? null,
      occupation: survey.occupation ?? null,
      age: survey.age ?? null,
      suggestion: survey.suggestion ?? null,
    },
    fact(responseReceived, { responseId: id, publicServiceId: service.id, unitId: service.unitId, on: today, answers }),
  );
};
