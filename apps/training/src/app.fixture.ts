import type { AppraisalCompleted, CourseView, EnrolmentView, Page, RecommendationSetView, SessionView } from '@siger/contracts';
import { appraisalCompleted } from '@siger/contracts';
import { Person, PersonPlacement, PersonRater, Unit } from '@siger/directory';
import { personRow, placementRow, unitRow } from '@siger/directory/fixture';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { clientOf, said, type Sent, serviceOn, type TestKafka } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { RecommendationConsumer } from './recommendation/recommendation.consumer.js';

const agency = { id: newId(), unitId: newId() };
const otherAgency = { id: newId(), unitId: newId() };
const person = (unitId: string, name: string) => ({ employeeId: newId(), unitId, name });

/** An agency with an employee, who rates it and who administers its training; and the same in another agency. */
export const people = {
  siti: person(agency.unitId, 'Siti Rahmawati'),
  budi: person(agency.unitId, 'Budi Santoso'),
  rater: person(agency.unitId, 'Ahmad Fauzi'),
  admin: person(agency.unitId, 'Dewi Lestari'),
  stranger: person(otherAgency.unitId, 'Joko Susilo'),
  otherAdmin: person(otherAgency.unitId, 'Rina Marlina'),
};
export type Who = keyof typeof people;
export const unitId = agency.unitId;

const rolesOf = (who: Who) => (who === 'admin' || who === 'otherAdmin' ? ['employee', 'training-admin'] : ['employee']);

const remember = async ({ manager }: DataSource) => {
  for (const { id, unitId: below } of [agency, otherAgency]) await manager.insert(Unit, [unitRow([id]), unitRow([id, below])]);
  for (const { employeeId, unitId: unit, name } of Object.values(people)) {
    await manager.insert(Person, personRow(employeeId, { name }));
    const position = { positionName: 'Pengawas Pelayanan', positionKind: 'PENGAWAS' } as const;
    await manager.insert(PersonPlacement, placementRow(employeeId, unit, position));
  }
  const [employeeId, raterId] = [people.siti.employeeId, people.rater.employeeId];
  await manager.insert(PersonRater, { employeeId, raterId, from: '2020-01-01', until: null });
};

/** One of the people, siti where nobody is named; a machine with its scopes; or nobody. */
export type Caller = Who | { readonly scope: string } | null;
const claimsOf = (as: Caller = 'siti') => {
  if (as === null) return null;
  if (typeof as === 'object') return { roles: ['client'], ...as };
  const { employeeId } = people[as];
  return { sub: employeeId, roles: rolesOf(as), employee_id: employeeId };
};

/** The whole service on a fresh database that knows the people; without a broker it answers, and what it hears is delivered by hand. */
export const startTraining = async (name: string, kafka?: TestKafka) => {
  const listen = kafka !== undefined;
  const service = await serviceOn(name, (env) => createService({ name: 'training', module: AppModule }, { listen, env }), kafka);
  const db = service.app.get(DataSource);
  await remember(db);
  const client = clientOf(service.app, claimsOf);
  const { get, post } = client;

  const offer = async (more: object = {}) => {
    const raises = [{ competency: 'PELAYANAN_PUBLIK', level: 3 }];
    const course = {
      code: newId().toUpperCase(),
      title: `Pelayanan Prima ${newId()}`,
      organiser: 'BPSDM Provinsi Lampung',
      raises,
    };
    const answer = await post<CourseView>(
      '/v1/courses',
      { ...course, kind: 'PELATIHAN_TEKNIS', mode: 'ONSITE', hours: 20, ...more },
      { as: 'admin' },
    );
    return answer.body;
  };
  const schedule = async (courseId: string, more: object = {}) => {
    const day = { startsOn: clock.today(), endsOn: clock.today() };
    const answer = await post<SessionView>(
      '/v1/sessions',
      { courseId, ...day, place: 'Aula', seats: 30, ...more },
      { as: 'admin' },
    );
    return answer.body;
  };
  const enrol = async (sessionId: string, as: Who = 'siti') =>
    (await post<EnrolmentView>('/v1/enrolments', { sessionId }, { as })).body;
  const act = (enrolment: { id: string; version: number }, verb: string, as: Who = 'admin') =>
    post<EnrolmentView>(`/v1/enrolments/${enrolment.id}/${verb}`, undefined, { as, version: enrolment.version });

  /** Delivers the golden sample, as the transport would: in a transaction of its own. */
  const appraise = (more: Partial<AppraisalCompleted> = {}) =>
    inTransaction(db, () =>
      service.app.get(RecommendationConsumer).appraised({
        ...{ ...appraisalCompleted.example, appraisalId: newId(), employeeId: people.siti.employeeId, unitId },
        ...more,
      }),
    );
  const setsOf = async (who: Who = 'siti') =>
    (await get<{ items: RecommendationSetView[] }>(`/v1/learners/${people[who].employeeId}/recommendations`, { as: who })).body
      .items;

  /** Every page of a list, one item a page. */
  const pages = async <T>(url: string, sent?: Sent<Caller>): Promise<T[]> => {
    const found: T[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page<T> = (await get<Page<T>>(`${url}&limit=1${next && `&cursor=${next}`}`, sent)).body;
      found.push(...page.items);
      next = page.next;
    }
    return found;
  };

  return {
    ...client,
    ...service,
    db,
    said: (key: string) => said(db, key),
    offer,
    schedule,
    enrol,
    act,
    pages,
    appraise,
    setsOf,
  };
};
export type Training = Awaited<ReturnType<typeof startTraining>>;
