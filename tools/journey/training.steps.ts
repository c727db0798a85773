import type { Page, SessionView, EnrolmentView, LearnerView, EmployeeView, CertificateView } from '@siger/contracts';
import type { Tokens } from './actors.ts';
import { demand, eventually, type Gateway } from './gateway.ts';

export interface Recommendation {
  readonly id: string;
  readonly version: number;
  readonly courseId: string;
  readonly courseTitle: string;
  readonly competency: string;
  readonly level: number;
  readonly reasons: readonly { readonly kind: string; readonly ref: string }[];
}
interface RecommendationSet {
  readonly appraisalId: string;
  readonly items: readonly Recommendation[];
}

export const serviceCompetency = 'PELAYANAN_PUBLIK';

/** What the assessment of a year found; the standard of the position asks for more. */
export const assess = async (gateway: Gateway, tokens: Tokens, today: string) => {
  const known = await gateway.get<LearnerView>(`/v1/learners/${tokens.employeeId}`, tokens.trainer);
  const body = { assessedOn: today, competencies: [{ competency: serviceCompetency, level: 1 }] };
  await gateway.post(
    `/v1/learners/${tokens.employeeId}/assessments`,
    tokens.trainer,
    body,
    known.version > 0 ? known.version : undefined,
  );
};

export const learner = (gateway: Gateway, tokens: Tokens) =>
  gateway.get<LearnerView>(`/v1/learners/${tokens.employeeId}`, tokens.employee);

export const recommendationsOf = async (gateway: Gateway, tokens: Tokens, appraisalId: string) => {
  const sets = await gateway.get<Page<RecommendationSet>>(
    `/v1/learners/${tokens.employeeId}/recommendations?limit=200`,
    tokens.employee,
  );
  return sets.items.find((set) => set.appraisalId === appraisalId)?.items;
};

export const untilRecommended = (gateway: Gateway, tokens: Tokens, appraisalId: string) =>
  eventually('recommendations for the appraisal', async () => {
    const items = await recommendationsOf(gateway, tokens, appraisalId);
    return items && items.length > 0 && items;
  });

/** Enrol, approve, attend, complete: the last answer names the certificate and the hours. */
export const learn = async (gateway: Gateway, tokens: Tokens, chosen: Recommendation, today: string) => {
  const session = await gateway.post<SessionView>('/v1/sessions', tokens.trainer, {
    courseId: chosen.courseId,
    startsOn: today,
    endsOn: today,
    place: 'Aula BPSDM Provinsi Lampung',
    seats: 30,
  });
  await gateway.post(
    `/v1/learners/${tokens.employeeId}/recommendations/${chosen.id}/accept`,
    tokens.employee,
    undefined,
    chosen.version,
  );
  let enrolment = await gateway.post<EnrolmentView>('/v1/enrolments', tokens.employee, {
    sessionId: session.id,
    recommendationId: chosen.id,
  });
  for (const verb of ['approve', 'attend', 'complete'])
    enrolment = await gateway.post<EnrolmentView>(
      `/v1/enrolments/${enrolment.id}/${verb}`,
      tokens.trainer,
      undefined,
      enrolment.version,
    );
  demand(enrolment.status === 'COMPLETED' && enrolment.certificateCode, 'the training is completed and has a certificate');
  return enrolment;
};

export const certificate = (gateway: Gateway, code: string) => gateway.get<CertificateView>(`/v1/certificates/${code}`);

export const untilProfileShows = (gateway: Gateway, tokens: Tokens, competency: string, level: number) =>
  eventually('the new competency level in the employee record', async () => {
    const { competencies } = await gateway.get<EmployeeView>(`/v1/employees/${tokens.employeeId}`, tokens.employee);
    return competencies.find((known) => known.competency === competency && known.level >= level);
  });
