/**
 * The main job of the platform, played through the gateway only, by people who sign in. Each line says what was seen.
 * Exits non-zero at the first thing that is off. Can be played again: a newcomer then takes the part of the employee.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DashboardView, Page, PlanView, StoryEventView } from '@siger/contracts';
import { ports } from '@siger/contracts';
import { oneDay } from '../stack/one-day.ts';
import { signInAll, untilKnown, type Tokens } from './actors.ts';
import { evaluate, finaliseTwice, giveFeedback, logActivity } from './appraisal.steps.ts';
import { demand, eventually, Gateway } from './gateway.ts';
import { employeesPlan, findSetting, leadersPlan, untilRealised, type Setting } from './plan.steps.ts';
import * as training from './training.steps.ts';
import { answerSurvey, publishIndex } from './voice.steps.ts';

const url = process.env['OIDC_ISSUER'] ?? `http://localhost:${ports.gateway + Number(process.env['SIGER_PORT_OFFSET'] ?? 0)}`;
const gateway = new Gateway(url);
const today = await oneDay();
const started = Date.now();
let steps = 0;
const saw = (what: string) => console.log(`${String(++steps).padStart(3)}. ${what}`);

type Seen = Awaited<ReturnType<typeof training.learner>>;

/** The plan: cascaded from the leader's, one indicator bound to what citizens say. */
const planAct = async (tokens: Tokens, setting: Setting) => {
  const leaders = await leadersPlan(gateway, tokens, setting);
  const mine = await employeesPlan(gateway, tokens, setting, leaders);
  const [first] = mine.results;
  demand(
    leaders.results.some(({ id }) => id === first?.parentResultIds[0]),
    "the employee's first result intervenes in a result of the leader",
  );
  saw(`plan ${mine.state}, edition ${mine.edition}: "${first?.description}" cascades from "${leaders.results[0]?.description}"`);
  return mine;
};

const voiceAct = async (tokens: Tokens, setting: Setting, mine: PlanView) => {
  const citizens = await answerSurvey(gateway, setting);
  const index = await publishIndex(gateway, tokens, setting);
  saw(
    `${citizens} citizens answered; index ${index.index} (${index.grade}) of ${index.respondents}, lowest ${index.lowest.join(', ')}`,
  );
  const { plan, realisation } = await untilRealised(gateway, tokens, mine.id, index.id);
  demand(realisation.value === index.index, 'the realisation is the published index');
  saw(
    `the index is the indicator's realisation: ${realisation.value}, ${realisation.respondents} respondents, from index ${realisation.indexId}`,
  );
  return { plan, index, citizens };
};

const appraisalAct = async (tokens: Tokens, setting: Setting, plan: PlanView, indexId: string) => {
  const activity = await logActivity(gateway, tokens, plan, setting);
  await giveFeedback(gateway, tokens, plan);
  saw(`activity of ${activity.date} ${activity.state}; the leader gave feedback`);
  const signed = await evaluate(gateway, tokens, plan);
  const realisations = signed.results.flatMap(({ indicators }) => indicators.map(({ realisation }) => realisation));
  demand(
    realisations.some((realisation) => realisation?.indexId === indexId),
    'the evaluation shows the index with its source',
  );
  saw(`rated ${signed.workResult} x ${signed.behaviour} = ${signed.predicate}; ${signed.state}; a stranger got 404`);
  return finaliseTwice(gateway, tokens, signed);
};

const recommendationAct = async (tokens: Tokens, { finalised, again }: Awaited<ReturnType<typeof appraisalAct>>) => {
  demand(finalised.state === 'SELESAI', 'the evaluation is finalised');
  const recommended = await training.untilRecommended(gateway, tokens, finalised.id);
  const kinds = new Set(recommended.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)));
  for (const kind of ['RESULT', 'BEHAVIOUR', 'COMPETENCY_GAP', 'CITIZEN_VOICE'])
    demand(kinds.has(kind), `a recommendation gives ${kind} as a reason`);
  for (const { courseTitle, reasons } of recommended)
    saw(`recommended: ${courseTitle}, because ${reasons.map(({ kind, ref }) => `${kind} ${ref}`).join('; ')}`);
  const second = await again();
  const same = JSON.stringify(second.body) === JSON.stringify(finalised);
  demand(second.headers.get('idempotency-replayed') === 'true' && same, 'the same key gives the first answer again');
  saw('finalised again with the same Idempotency-Key: the same answer');
  return recommended;
};

const trainingAct = async (tokens: Tokens, recommended: readonly training.Recommendation[], earlier: Seen) => {
  const chosen = recommended.find(({ competency }) => competency === training.serviceCompetency) ?? recommended[0];
  if (!chosen) throw new Error('nothing was recommended');
  const enrolment = await training.learn(gateway, tokens, chosen, today);
  const paper = await training.certificate(gateway, enrolment.certificateCode ?? '');
  demand(paper.valid, 'anyone can verify the certificate');
  saw(`"${paper.course}" completed; certificate ${paper.code} of ${paper.holder} is valid, ${paper.hours} JP`);
  const later = await training.learner(gateway, tokens);
  demand((later.hours?.booked ?? 0) > (earlier.hours?.booked ?? 0), 'hours were booked');
  const level = await training.untilProfileShows(gateway, tokens, chosen.competency, chosen.level);
  saw(`${later.hours?.booked} JP this year; the employee record shows ${level.competency} at level ${level.level}`);
};

const dashboardOf = (tokens: Tokens, unitId: string) =>
  gateway.get<DashboardView>(`/v1/dashboards/units/${unitId}`, tokens.leader);

/** Monitoring may still be counting what was loaded before; the journey compares with a figure at rest. */
const settledDashboard = async (tokens: Tokens, unitId: string) => {
  let last = -1;
  return eventually(
    'monitoring at rest',
    async () => {
      const now = await dashboardOf(tokens, unitId);
      const atRest = now.lastEvent === last;
      last = now.lastEvent;
      if (!atRest) await sleep(1_000);
      return atRest && now;
    },
    120,
  );
};

const dashboardAct = async (tokens: Tokens, before: DashboardView, citizens: number) => {
  const moved = (now: DashboardView) =>
    now.appraisalsCompleted > before.appraisalsCompleted &&
    now.hoursBooked > before.hoursBooked &&
    now.certificatesIssued > before.certificatesIssued &&
    now.surveyResponses >= before.surveyResponses + citizens;
  const after = await eventually('the dashboard of the unit', async () => {
    const now = await dashboardOf(tokens, before.unitId);
    return moved(now) && now;
  });
  saw(
    `dashboard: ${after.appraisalsCompleted} appraisals, ${after.hoursBooked} JP, ${after.surveyResponses} answers (before: ${before.appraisalsCompleted}, ${before.hoursBooked}, ${before.surveyResponses})`,
  );
};

const play = async () => {
  const tokens = await signInAll(gateway, today);
  await untilKnown(gateway, tokens);
  saw(`employee, leader, leader's leader, admins, officer and auditor signed in at ${url}`);
  const setting = await findSetting(gateway, tokens, today);
  const { unit, service, cycle } = setting;
  saw(`${unit.name} gives "${service.name}"; the cycle of ${cycle.year} is ${cycle.state}`);
  const before = await settledDashboard(tokens, unit.id);
  const mine = await planAct(tokens, setting);

  await training.assess(gateway, tokens, today);
  const earlier = await training.learner(gateway, tokens);
  saw(
    `profile: ${earlier.gaps.map(({ competency, gap }) => `${competency} ${gap}`).join(', ') || 'no gap'}; ${earlier.hours?.booked ?? 0} JP this year`,
  );

  const { plan, index, citizens } = await voiceAct(tokens, setting, mine);
  const finished = await appraisalAct(tokens, setting, plan, index.id);
  const recommended = await recommendationAct(tokens, finished);
  await trainingAct(tokens, recommended, earlier);
  await dashboardAct(tokens, before, citizens);
  const still = await training.recommendationsOf(gateway, tokens, finished.finalised.id);
  demand(still?.length === recommended.length, 'the repeated finalisation recommended nothing more');
  await tellStory(tokens.auditor, finished.finalised.id);
};

/** Everything above by one correlation id, in the order in which it was said. */
const tellStory = async (auditor: string, appraisalId: string) => {
  const events = await eventually('the whole story', async () => {
    const all: StoryEventView[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Page<StoryEventView> = await gateway.get(
        `/v1/stories/${gateway.story}?limit=200${next ? `&cursor=${next}` : ''}`,
        auditor,
      );
      all.push(...page.items);
      next = page.next;
    }
    return (
      all.some(({ type }) => type === 'learner.profile-updated.v1') &&
      all.some(({ type }) => type === 'certificate.issued.v1') &&
      all
    );
  });
  const completed = events.filter(({ type, key }) => type === 'appraisal.completed.v1' && key === appraisalId);
  demand(completed.length === 1, 'appraisal.completed was said exactly once');
  const made = events.filter(({ type }) => type === 'recommendation.made.v1');
  demand(
    made.every(({ causationId }) => causationId === completed[0]?.id),
    'every recommendation names the appraisal event as its cause',
  );
  demand(
    events.every(({ time }, n) => n === 0 || (events[n - 1]?.time ?? '') <= time),
    'the story is in order',
  );
  saw(`the story ${gateway.story}: ${events.length} events`);
  for (const { time, type, source, key, sequence } of events.filter(({ type: name }) => name !== 'response.received.v1'))
    console.log(`       ${time} ${type.padEnd(34)} ${source.padEnd(18)} ${key} #${sequence}`);
};

try {
  await play();
  console.log(`journey: everything holds, ${steps} steps in ${((Date.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(`journey: off after step ${steps}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
