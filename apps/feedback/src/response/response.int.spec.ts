import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { responseReceived, skmElements, type PublicServiceView, type SurveyReceipt } from '@siger/contracts';
import { newId } from '@siger/service';
import { answers, people, startFeedback, unitId, type Feedback } from '../app.fixture.js';

let feedback: Feedback;
let service: PublicServiceView;
beforeAll(async () => {
  feedback = await startFeedback('response');
  service = await feedback.register();
});
afterAll(() => feedback.close());

const send = (body: object, id = service.id) => feedback.post<SurveyReceipt>(`/v1/public-services/${id}/responses`, body);

describe('an answer', () => {
  it('is taken without an account, and told by its numbers', async () => {
    const given = answers(3, { WAKTU: 1 });
    const suggestion = 'Tambah loket, kata Bapak Sutrisno';
    const profile = { sex: 'P', education: 'S1', occupation: 'SWASTA', age: '30_39' };
    const { status, body } = await send({ answers: given, ...profile, suggestion });
    expect([status, body.publicServiceId, body.on]).toEqual([201, service.id, feedback.today()]);

    expect(await feedback.said(body.responseId)).toEqual([
      {
        type: responseReceived.type,
        topic: responseReceived.topic,
        sequence: 1,
        data: {
          ...{ responseId: body.responseId, publicServiceId: service.id, unitId, on: feedback.today() },
          answers: given,
        },
      },
    ]);
    const [kept] = await feedback.db.query<object[]>('SELECT suggestion, sex FROM responses WHERE id = $1', [body.responseId]);
    expect(kept).toEqual({ suggestion, sex: 'P' });
    const [told] = await feedback.db.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM outbox WHERE convert_from(payload, 'UTF8') ~* 'sutrisno|loket|30_39|SWASTA'
          OR position('Sutrisno'::bytea IN hdr) > 0`,
    );
    expect(told?.n).toBe(0);
  });

  it('counts once, however often it is sent with one key', async () => {
    const { id } = await feedback.register();
    const sent = { key: newId() };
    const post = () => feedback.post<SurveyReceipt>(`/v1/public-services/${id}/responses`, { answers: answers(4) }, sent);
    const [first, again] = [await post(), await post()];
    expect(again.body).toEqual(first.body);
    const kept = await feedback.db.query<object[]>('SELECT id FROM responses WHERE public_service_id = $1', [id]);
    expect(kept).toHaveLength(1);
  });

  it('is refused while the survey is closed, and for a service that nobody offers', async () => {
    const { id } = await feedback.register();
    await feedback.post(`/v1/public-services/${id}/close`, undefined, { as: people.officer, version: 1 });
    const closed = await send({ answers: answers(4) }, id);
    expect([closed.status, closed.code]).toEqual([409, 'survey-closed']);
    expect((await send({ answers: answers(4) }, newId())).code).toBe('not-found');
    expect((await send({ answers: answers(4) }, 'lain')).status).toBe(404);
  });
});

describe('what is not an answer', () => {
  const pointersOf = async (body: object) => {
    const { status, body: problem } = await send(body);
    return [status, problem.errors?.map(({ pointer }) => pointer)];
  };

  it.each([0, 5, 2.5, '3', null])('%p is not between 1 and 4', async (wrong) => {
    expect(await pointersOf({ answers: { ...answers(3), BIAYA: wrong } })).toEqual([422, ['/answers/BIAYA']]);
  });

  it('names each element that is missing', async () => {
    const { WAKTU: _, SARANA: __, ...rest } = answers(3);
    expect(await pointersOf({ answers: rest })).toEqual([422, ['/answers/WAKTU', '/answers/SARANA']]);
    const [status, pointers] = await pointersOf({ answers: {} });
    expect([status, pointers]).toEqual([422, skmElements.map((element) => `/answers/${element}`)]);
  });

  it('names what is not asked', async () => {
    expect(await pointersOf({ answers: answers(3), name: 'Siti' })).toEqual([422, ['/name']]);
    expect(await pointersOf({ answers: { ...answers(3), LAIN: 1 } })).toEqual([422, ['/answers/LAIN']]);
    expect(await pointersOf({ answers: answers(3), age: '12' })).toEqual([422, ['/age']]);
  });
});
