import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  certificateIssued,
  enrolmentCompleted,
  hoursBooked,
  type CertificateView,
  type EnrolmentView,
  type LearnerView,
} from '@siger/contracts';
import { clock, newId, setClock } from '@siger/service';
import { people, startTraining, type Training, type Who } from '../app.fixture.js';

let training: Training;
beforeAll(async () => {
  training = await startTraining('enrolment');
});
afterAll(() => training.close());
afterEach(() => setClock(null));

const session = async (more: object = {}) => training.schedule((await training.offer()).id, more);
const statusOf = async (id: string) => (await training.get<EnrolmentView>(`/v1/enrolments/${id}`, { as: 'admin' })).body.status;
const code = ({ body }: { body: { type?: string } }) => body.type?.replace('urn:siger:problem:', '');

describe('a seat', () => {
  it('is asked for, given, used, and everything follows from that', async () => {
    const course = await training.offer();
    const { id: sessionId } = await training.schedule(course.id);
    const asked = await training.enrol(sessionId);
    expect(asked).toMatchObject({ status: 'REQUESTED', employeeId: people.siti.employeeId, courseId: course.id, hours: null });

    const approved = await training.act(asked, 'approve');
    expect([approved.status, approved.body.status, approved.headers.etag]).toEqual([200, 'APPROVED', '"2"']);
    const attended = await training.act(approved.body, 'attend');
    expect(attended.body.status).toBe('ATTENDED');
    const { status, body: completed } = await training.act(attended.body, 'complete');
    expect(status).toBe(200);
    expect(completed).toMatchObject({ status: 'COMPLETED', hours: 20 });
    expect(completed.certificateCode).toMatch(/^SGR(-[0-9A-Z]{4}){4}$/);

    const { body: certificate } = await training.get<CertificateView>(`/v1/certificates/${completed.certificateCode}`, {
      as: null,
    });
    expect(certificate).toEqual({
      ...{ code: completed.certificateCode, valid: true, holder: 'S*** R********', course: course.title },
      ...{ organiser: course.organiser, kind: 'PELATIHAN_TEKNIS', hours: 20 },
      ...{ startsOn: clock.today(), endsOn: clock.today(), issuedOn: clock.today() },
    });

    const { body: learner } = await training.get<LearnerView>(`/v1/learners/${people.siti.employeeId}`);
    expect(learner.competencies).toContainEqual({
      ...{ competency: 'PELAYANAN_PUBLIK', level: 3, source: 'TRAINING', sourceId: asked.id, since: clock.today() },
    });
    expect(learner.gaps).toContainEqual({ competency: 'PELAYANAN_PUBLIK', standard: 2, actual: 3, gap: 1 });
    expect(learner.hours).toMatchObject({ booked: 20, target: 20, met: true });
    expect(learner.hours?.entries.map(({ sourceId }) => sourceId)).toEqual([asked.id]);

    const told = await training.said(asked.id);
    expect(told.map(({ type }) => type)).toEqual([
      'enrolment.requested.v1',
      'enrolment.approved.v1',
      'enrolment.attended.v1',
      'enrolment.completed.v1',
    ]);
    const shapeOf = (data: object | null | undefined) => Object.keys(data ?? {}).sort();
    expect(shapeOf(told[3]?.data)).toEqual(shapeOf(enrolmentCompleted.example));
    const entry = learner.hours?.entries[0]?.id ?? '';
    expect((await training.said(entry)).map(({ data }) => shapeOf(data))).toEqual([shapeOf(hoursBooked.example)]);
    const certificateId = String(told[3]?.data?.['certificateId']);
    const issued = await training.said(certificateId);
    expect(issued.map(({ data }) => shapeOf(data))).toEqual([shapeOf(certificateIssued.example)]);
    expect(JSON.stringify(issued)).not.toContain(completed.certificateCode);
    const profile = await training.said(people.siti.employeeId);
    expect(profile.map(({ type }) => type)).toEqual(['learner.profile-updated.v1']);
  });

  it('is asked for once in a session, again after it was given up', async () => {
    const { id } = await session();
    const first = await training.enrol(id);
    expect(code(await training.post('/v1/enrolments', { sessionId: id }))).toBe('already-enrolled');
    expect((await training.act(first, 'cancel', 'siti')).body.status).toBe('CANCELLED');
    expect((await training.post('/v1/enrolments', { sessionId: id })).status).toBe(201);
  });

  it('takes the id that the caller made, and one key has one effect', async () => {
    const { id: sessionId } = await session();
    const body = { id: newId(), sessionId };
    const key = newId();
    const first = await training.post<EnrolmentView>('/v1/enrolments', body, { key });
    const second = await training.post<EnrolmentView>('/v1/enrolments', body, { key });
    expect([first.body.id, second.body.id]).toEqual([body.id, body.id]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await training.said(body.id)).toHaveLength(1);
  });

  it('is not to be had of a session that is over, unknown, or of a course that it is not recommended for', async () => {
    const { id } = await session({ startsOn: '2026-01-05', endsOn: '2026-01-06' });
    expect(code(await training.post('/v1/enrolments', { sessionId: id }))).toBe('session-over');
    const unknown = await training.post('/v1/enrolments', { sessionId: newId() });
    expect([unknown.status, unknown.body.errors?.[0]?.pointer]).toEqual([422, '/sessionId']);
    const other = await session();
    const stray = await training.post('/v1/enrolments', { sessionId: other.id, recommendationId: newId() });
    expect([stray.status, stray.body.errors?.[0]?.pointer]).toEqual([422, '/recommendationId']);
  });

  it('follows the calendar', async () => {
    const { id } = await session({ startsOn: '2099-03-01', endsOn: '2099-03-02' });
    const { body: approved } = await training.act(await training.enrol(id), 'approve');
    expect(code(await training.act(approved, 'attend'))).toBe('session-not-started');
    setClock('2099-03-01T03:00:00Z');
    // The token of a person is checked against the real time, so only the domain's clock moves.
    const { body: attended } = await training.act(approved, 'attend');
    expect(code(await training.act(attended, 'complete'))).toBe('session-not-over');
    setClock('2099-03-02T03:00:00Z');
    expect((await training.act(attended, 'complete')).body.status).toBe('COMPLETED');
  });
});

describe('what was recommended', () => {
  it('is accepted by enrolling in it, and not recommended again once completed', async () => {
    const { id: courseId } = await training.offer({ raises: [{ competency: 'PELAYANAN_PUBLIK', level: 4 }] });
    await training.appraise();
    const open = (await training.setsOf())[0]?.items.find((item) => item.courseId === courseId);
    const { id: sessionId } = await training.schedule(courseId);
    const { body } = await training.post<EnrolmentView>('/v1/enrolments', { sessionId, recommendationId: open?.id });
    expect(body.recommendationId).toBe(open?.id);
    expect((await training.setsOf())[0]?.items.find(({ id }) => id === open?.id)?.status).toBe('ACCEPTED');

    let enrolment = body;
    for (const verb of ['approve', 'attend', 'complete']) enrolment = (await training.act(enrolment, verb)).body;
    const appraisalId = newId();
    await training.appraise({ appraisalId });
    const again = (await training.setsOf()).find((set) => set.appraisalId === appraisalId);
    expect(again?.items.map((item) => item.courseId)).not.toContain(courseId);
  });
});

describe('who may', () => {
  let enrolment: EnrolmentView;
  beforeAll(async () => {
    enrolment = await training.enrol((await session()).id);
  });

  it.each([
    ['siti', 200],
    ['rater', 200],
    ['admin', 200],
    ['budi', 404],
    ['stranger', 404],
    ['otherAdmin', 404],
    [null, 401],
  ] as const)('%s reads it: %i', async (as, status) => {
    expect((await training.get(`/v1/enrolments/${enrolment.id}`, { as })).status).toBe(status);
    expect((await training.get(`/v1/enrolments?employeeId=${enrolment.employeeId}`, { as })).status).toBe(status);
  });

  it.each([
    ['training:read', 200],
    ['training:write', 200],
    ['feedback:read', 403],
  ])('a machine with %s reads it: %i', async (scope, status) => {
    expect((await training.get(`/v1/enrolments/${enrolment.id}`, { as: { scope } })).status).toBe(status);
  });

  it.each([
    ['siti', 403],
    ['rater', 403],
    ['otherAdmin', 404],
  ] as const)('%s may not approve it: %i', async (as, status) => {
    expect((await training.act(enrolment, 'approve', as)).status).toBe(status);
    expect(await statusOf(enrolment.id)).toBe('REQUESTED');
  });

  it('an admin does not approve its own', async () => {
    const own = await training.enrol((await session()).id, 'admin');
    expect((await training.act(own, 'approve')).status).toBe(403);
  });

  it('an admin enrols people of its agency only', async () => {
    const { id: sessionId } = await session();
    const enrol = (who: Who) =>
      training.post('/v1/enrolments', { sessionId, employeeId: people[who].employeeId }, { as: 'admin' });
    expect([(await enrol('budi')).status, (await enrol('stranger')).status]).toEqual([201, 404]);
  });

  it('lists show each what it may see, page by page', async () => {
    const { id: sessionId } = await session();
    const asked = await Promise.all((['siti', 'budi', 'stranger'] as const).map((who) => training.enrol(sessionId, who)));
    const seen = async (as: Who) =>
      (await training.pages<EnrolmentView>(`/v1/enrolments?sessionId=${sessionId}`, { as })).map(({ id }) => id);
    const [siti, budi, stranger] = asked.map(({ id }) => id);
    expect(await seen('siti')).toEqual([siti]);
    expect(await seen('rater')).toEqual([siti]);
    expect((await seen('admin')).sort()).toEqual([siti, budi].sort());
    expect(await seen('otherAdmin')).toEqual([stranger]);
    const machine = { as: { scope: 'training:read' } } as const;
    expect(await training.pages(`/v1/enrolments?sessionId=${sessionId}`, machine)).toHaveLength(3);
  });

  it('an unknown code or a short one is no certificate', async () => {
    for (const unknown of ['SGR-0000-0000-0000-0000', 'x', `%25`])
      expect((await training.get(`/v1/certificates/${unknown}`, { as: null })).status).toBe(404);
  });
});
