import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EnrolmentView, SessionView } from '@siger/contracts';
import { startTraining, type Training, type Who } from '../app.fixture.js';

let training: Training;
beforeAll(async () => {
  training = await startTraining('seat');
});
afterAll(() => training.close());

const inAgency: Who[] = ['siti', 'budi', 'rater'];
const session = async (more: object = {}) => training.schedule((await training.offer()).id, more);
const statusOf = async (id: string) => (await training.get<EnrolmentView>(`/v1/enrolments/${id}`, { as: 'admin' })).body.status;
const takenIn = async (id: string) => (await training.get<SessionView>(`/v1/sessions/${id}`)).body.taken;

describe('a full session', () => {
  it('gives no more seats than it has, however many are approved at the same moment', async () => {
    const { id } = await session({ seats: 2 });
    const asked = await Promise.all(inAgency.map((who) => training.enrol(id, who)));
    const answers = await Promise.all(asked.map((enrolment) => training.act(enrolment, 'approve')));
    expect(answers.map(({ body }) => body.status).sort()).toEqual(['APPROVED', 'APPROVED', 'WAITING']);
    expect(await takenIn(id)).toBe(2);
  });

  it('gives a seat that becomes free to who waits longest, and tells', async () => {
    const { id } = await session({ seats: 1 });
    const [first, second, third] = await Promise.all(inAgency.map((who) => training.enrol(id, who)));
    if (!first || !second || !third) throw new Error('three asked');
    const { body: seated } = await training.act(first, 'approve');
    expect((await training.act(second, 'approve')).body.status).toBe('WAITING');
    expect((await training.act(third, 'approve')).body.status).toBe('WAITING');

    await training.act(seated, 'cancel', 'siti');
    expect([await statusOf(second.id), await statusOf(third.id), await takenIn(id)]).toEqual(['APPROVED', 'WAITING', 1]);
    expect((await training.said(second.id)).map(({ type }) => type)).toEqual([
      'enrolment.requested.v1',
      'enrolment.waitlisted.v1',
      'enrolment.approved.v1',
    ]);
  });

  it('has a seat less taken when nobody waits', async () => {
    const { id } = await session({ seats: 1 });
    const { body: seated } = await training.act(await training.enrol(id), 'approve');
    expect(await takenIn(id)).toBe(1);
    await training.act(seated, 'cancel', 'siti');
    expect(await takenIn(id)).toBe(0);
  });

  it('keeps count when seats are taken and given up at once', async () => {
    const { id } = await session({ seats: 2 });
    const asked = await Promise.all(inAgency.map((who) => training.enrol(id, who)));
    const approved = await Promise.all(asked.map((enrolment) => training.act(enrolment, 'approve')));
    await Promise.all(approved.map(({ body }) => training.act(body, 'cancel')));
    const rows = await training.db.query<{ n: number; taken: number }[]>(
      `SELECT (SELECT count(*)::int FROM enrolments WHERE session_id = $1 AND status = 'APPROVED') AS n, taken FROM sessions WHERE id = $1`,
      [id],
    );
    expect(rows[0]?.taken).toBe(rows[0]?.n);
  });
});

describe('two at the same moment', () => {
  it('complete once: one certificate, one booking', async () => {
    const { id } = await session();
    let enrolment = await training.enrol(id, 'budi');
    for (const verb of ['approve', 'attend']) enrolment = (await training.act(enrolment, verb)).body;
    const answers = await Promise.all([1, 2].map(() => training.act(enrolment, 'complete')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const rows = await training.db.query(
      `SELECT (SELECT count(*)::int FROM certificates WHERE enrolment_id = $1) AS certificates,
         (SELECT count(*)::int FROM hours_entries WHERE source_id = $1) AS entries`,
      [enrolment.id],
    );
    expect(rows).toEqual([{ certificates: 1, entries: 1 }]);
  });

  it('ask for one seat each once', async () => {
    const { id: sessionId } = await session();
    const answers = await Promise.all([1, 2, 3].map(() => training.post('/v1/enrolments', { sessionId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});
