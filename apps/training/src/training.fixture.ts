import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppraisalCompleted, CourseView, EnrolmentView, Page, RecommendationSetView, SessionView } from '@siger/contracts';
import { appraisalCompleted } from '@siger/contracts';
import { Person, PersonPlacement, PersonRater, Unit } from '@siger/directory';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { freshDatabase, testIssuer, type TestKafka } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';
import { RecommendationConsumer } from './recommendation/recommendation.consumer.js';

interface Problem {
  readonly type: string;
  readonly errors?: readonly { pointer: string; code: string }[];
}

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

const remember = async (db: DataSource) => {
  for (const { id, unitId: below } of [agency, otherAgency]) {
    const unit = { version: 1, agencyId: id, regionCode: '18', until: null };
    await db.manager.insert(Unit, { ...unit, id, parentId: null, code: id, name: 'Dinas', kind: 'AGENCY', path: `/${id}/` });
    await db.manager.insert(Unit, {
      ...{ ...unit, id: below, parentId: id, code: below, name: 'Bidang', kind: 'DIVISION', path: `/${id}/${below}/` },
    });
  }
  for (const { employeeId, unitId: unit, name } of Object.values(people)) {
    await db.manager.insert(Person, { employeeId, version: 1, nip: '199001012015051001', name, status: 'PNS', active: true });
    await db.manager.insert(PersonPlacement, {
      ...{ placementId: newId(), employeeId, unitId: unit, positionId: newId(), positionName: 'Pengawas Pelayanan' },
      ...{ positionKind: 'PENGAWAS', grade: null, head: false, primary: true, from: '2020-01-01', until: null },
    });
  }
  const { siti, rater } = people;
  await db.manager.insert(PersonRater, {
    ...{ employeeId: siti.employeeId, raterId: rater.employeeId, from: '2020-01-01', until: null },
  });
};

export interface Sent {
  /** `machine` with the scopes of `scope`; null: nobody. */
  readonly as?: Who | 'machine' | null;
  readonly scope?: string;
  readonly version?: number;
  readonly key?: string;
}

/** The whole service on a fresh database that knows the people; without a broker it answers, and what it hears is delivered by hand. */
export const startTraining = async (name: string, kafka?: TestKafka) => {
  const [database, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = {
    ...issuer.env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOG_LEVEL: 'silent', PORT: '0' },
    ...{ KAFKA_BROKERS: kafka?.brokers.join() ?? '127.0.0.1:1', KAFKA_TOPIC_PREFIX: kafka?.prefix ?? '' },
  };
  const app: NestFastifyApplication = await createService(
    { name: 'training', module: AppModule },
    { listen: kafka !== undefined, env },
  );
  const db = app.get(DataSource);
  await remember(db);

  const tokenOf = (as: Who | 'machine', scope = '') =>
    as === 'machine'
      ? issuer.token({ roles: ['client'], scope })
      : issuer.token({ sub: people[as].employeeId, roles: rolesOf(as), employee_id: people[as].employeeId });

  const call = async <T = Problem>(method: 'GET' | 'POST', url: string, sent: Sent & { body?: object | undefined } = {}) => {
    const { as = 'siti', scope, version, key, body } = sent;
    const headers = {
      ...(as === null ? {} : { authorization: `Bearer ${await tokenOf(as, scope)}` }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<T & Problem>() };
  };
  const get = <T = Problem>(url: string, sent?: Sent) => call<T>('GET', url, sent);
  const post = <T = Problem>(url: string, body?: object, sent?: Sent) => call<T>('POST', url, { ...sent, body });

  /** Types of the events that an aggregate has said, in order, with their data. */
  const told = async (key: string) => {
    const rows = await db.query<{ type: string; sequence: string; payload: Buffer }[]>(
      'SELECT type, sequence, payload FROM outbox WHERE key = $1 ORDER BY sequence',
      [key],
    );
    return rows.map(({ type, payload }) => ({ type, data: JSON.parse(payload.toString('utf8')) as Record<string, unknown> }));
  };

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
      app.get(RecommendationConsumer).appraised({
        ...{ ...appraisalCompleted.example, appraisalId: newId(), employeeId: people.siti.employeeId, unitId },
        ...more,
      }),
    );
  const setsOf = async (who: Who = 'siti') =>
    (await get<{ items: RecommendationSetView[] }>(`/v1/learners/${people[who].employeeId}/recommendations`, { as: who })).body
      .items;

  /** Every page of a list, one item a page. */
  const pages = async <T>(url: string, sent?: Sent): Promise<T[]> => {
    const found: T[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: Page<T> = (await get<Page<T>>(`${url}&limit=1${next && `&cursor=${next}`}`, sent)).body;
      found.push(...page.items);
      next = page.next;
    }
    return found;
  };

  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { app, db, get, post, told, offer, schedule, enrol, act, pages, appraise, setsOf, close };
};
export type Training = Awaited<ReturnType<typeof startTraining>>;
