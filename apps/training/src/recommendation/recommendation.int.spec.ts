import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { appraisalCompleted, indexPublished, recommendationMade, type RecommendationView } from '@siger/contracts';
import { newId, inTransaction } from '@siger/service';
import { CitizenVoiceConsumer } from '../citizen-voice/citizen-voice.consumer.js';
import { people, startTraining, unitId, type Training } from '../app.fixture.js';

let training: Training;
const { employeeId } = people.siti;
const path = `/v1/learners/${employeeId}/recommendations`;

beforeAll(async () => {
  training = await startTraining('recommendation');
  for (const competency of ['PELAYANAN_PUBLIK', 'INTEGRITAS', 'ORIENTASI_HASIL'])
    for (const level of [2, 3]) await training.offer({ title: `${competency} ${level}`, raises: [{ competency, level }] });
  await training.post(
    `/v1/learners/${employeeId}/assessments`,
    { assessedOn: '2026-01-10', competencies: [{ competency: 'PELAYANAN_PUBLIK', level: 1 }] },
    { as: 'admin' },
  );
});
afterAll(() => training.close());
afterEach(async () => {
  for (const table of ['recommendations', 'recommendation_sets', 'citizen_voices', 'outbox'])
    await training.db.query(`DELETE FROM ${table}`);
});

const publish = (more: Partial<typeof indexPublished.example>, time = '2026-07-02T00:00:00Z') =>
  inTransaction(training.db, () =>
    training.app.get(CitizenVoiceConsumer).published(
      { ...indexPublished.example, unitId, ...more },
      {
        meta: {
          ...{
            id: newId(),
            type: indexPublished.type,
            source: '/siger/feedback',
            time: new Date(time),
            key: newId(),
            sequence: 1,
          },
          ...{ correlationId: newId(), topic: 'feedback.events', partition: 0, offset: 0 },
        },
      },
    ),
  );

describe('a completed appraisal', () => {
  it('leads to recommendations, each with its reasons, told by an event of the declared shape', async () => {
    await training.appraise();
    const [set] = await training.setsOf();
    expect(set?.items.map(({ rank, purpose, status }) => [rank, purpose, status])).toEqual([
      [1, 'IMPROVE', 'OPEN'],
      [2, 'IMPROVE', 'OPEN'],
    ]);
    const [first, second] = set?.items ?? [];
    expect(first).toMatchObject({ competency: 'PELAYANAN_PUBLIK', level: 2, courseTitle: 'PELAYANAN_PUBLIK 2' });
    expect(first?.reasons).toEqual([
      { kind: 'BEHAVIOUR', ref: 'BERORIENTASI_PELAYANAN', detail: { rating: 'DI_BAWAH_EKSPEKTASI' } },
      {
        kind: 'CITIZEN_VOICE',
        ref: appraisalCompleted.example.services[0]?.publicServiceId,
        detail: { index: '72.50', elements: ['WAKTU'] },
      },
      { kind: 'COMPETENCY_GAP', ref: 'PELAYANAN_PUBLIK', detail: { actual: 1, standard: 2, gap: -1 } },
    ]);
    expect(second).toMatchObject({ competency: 'ORIENTASI_HASIL' });
    const [event] = await training.said(first?.id ?? '');
    expect(event?.type).toBe('recommendation.made.v1');
    expect(Object.keys(event?.data ?? {}).sort()).toEqual(Object.keys(recommendationMade.example).sort());
  });

  it('is answered once, however often it is delivered, also at the same moment', async () => {
    const appraisalId = newId();
    await Promise.all([1, 2, 3].map(() => training.appraise({ appraisalId })));
    await training.appraise({ appraisalId });
    const sets = await training.setsOf();
    expect(sets).toHaveLength(1);
    expect(sets[0]?.items).toHaveLength(2);
    const [count] = await training.db.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM outbox WHERE type = 'recommendation.made.v1'`,
    );
    expect(count?.n).toBe(2);
  });

  it('says so when nothing fits, instead of saying nothing', async () => {
    await training.db.query(`UPDATE courses SET retired = true`);
    await training.appraise();
    const [set] = await training.setsOf();
    expect(set).toMatchObject({ items: [], uncovered: ['ORIENTASI_HASIL', 'PELAYANAN_PUBLIK'] });
    await training.db.query(`UPDATE courses SET retired = false`);
  });

  it('offers growth where nothing is amiss', async () => {
    const fine = {
      workResult: 'DI_ATAS_EKSPEKTASI',
      behaviour: 'SESUAI_EKSPEKTASI',
      results: [],
      behaviours: [],
      services: [],
    } as const;
    await training.appraise({ ...fine, employeeId: people.budi.employeeId, results: [], behaviours: [], services: [] });
    const [set] = await training.setsOf('budi');
    expect(set?.items.map(({ purpose }) => purpose)).toEqual(['GROW', 'GROW', 'GROW']);
  });

  it('knows what citizens said of the unit, beside what the appraisal settled', async () => {
    const publicServiceId = newId();
    await publish({ publicServiceId, index: '60.00', lowest: ['PERILAKU'] });
    await publish({ publicServiceId, index: '60.00', lowest: ['PERILAKU'] });
    await publish({ publicServiceId: newId(), unitId: newId(), lowest: ['PERILAKU'] });
    await training.appraise({ services: [] });
    const [set] = await training.setsOf();
    const voices = set?.items.flatMap(({ reasons }) => reasons.filter(({ kind }) => kind === 'CITIZEN_VOICE'));
    expect(voices).toEqual([{ kind: 'CITIZEN_VOICE', ref: publicServiceId, detail: { index: '60.00', elements: ['PERILAKU'] } }]);
  });

  it('hears the latest period of a service, in whatever order the indexes come', async () => {
    const publicServiceId = newId();
    const known = () =>
      training.db.query('SELECT index_value FROM citizen_voices WHERE public_service_id = $1', [publicServiceId]);
    await publish({ publicServiceId, until: '2026-06-30', index: '70.00' });
    await publish({ publicServiceId, until: '2025-12-31', index: '50.00' }, '2026-07-03T00:00:00Z');
    expect(await known()).toEqual([{ index_value: '70.00' }]);
    await publish({ publicServiceId, until: '2026-06-30', index: '71.00' }, '2026-07-04T00:00:00Z');
    expect(await known()).toEqual([{ index_value: '71.00' }]);
  });
});

describe('a corrected appraisal', () => {
  const old = newId();
  const corrected = newId();
  const setOf = async (appraisalId: string) => (await training.setsOf()).find((set) => set.appraisalId === appraisalId);

  it('replaces what is still open of the one that it supersedes', async () => {
    await training.appraise({ appraisalId: old });
    const [first, second] = (await setOf(old))?.items ?? [];
    await training.post(`${path}/${first?.id}/accept`, undefined, { version: 1 });
    await training.appraise({ appraisalId: corrected, supersedes: old });
    const before = await setOf(old);
    expect(before?.supersededBy).toBe(corrected);
    expect(before?.items.map(({ status }) => status)).toEqual(['ACCEPTED', 'REPLACED']);
    expect((await training.said(second?.id ?? '')).map(({ type }) => type)).toEqual([
      'recommendation.made.v1',
      'recommendation.replaced.v1',
    ]);
    expect((await setOf(corrected))?.items.map(({ status }) => status)).toEqual(['OPEN', 'OPEN']);
  });

  it('may come first: the old one then leads to nothing', async () => {
    await training.appraise({ appraisalId: corrected, supersedes: old });
    await training.appraise({ appraisalId: old });
    expect(await setOf(old)).toMatchObject({ supersededBy: corrected, items: [] });
    expect((await setOf(corrected))?.items).toHaveLength(2);
  });
});

describe('the employee decides', () => {
  let id: string;
  const decide = (verb: string, body?: object, sent: Parameters<Training['post']>[2] = {}) =>
    training.post<RecommendationView>(`${path}/${id}/${verb}`, body, { version: 1, ...sent });
  beforeEach(async () => {
    await training.appraise();
    id = (await training.setsOf())[0]?.items[0]?.id ?? '';
  });

  it('accepts, once', async () => {
    const accepted = await decide('accept');
    expect([accepted.status, accepted.body.status, accepted.headers.etag]).toEqual([200, 'ACCEPTED', '"2"']);
    expect((await decide('accept', undefined, { version: 2 })).body.type).toBe('urn:siger:problem:recommendation-settled');
    expect((await training.said(id)).map(({ type }) => type)).toEqual(['recommendation.made.v1', 'recommendation.accepted.v1']);
  });

  it('dismisses with a reason from the list', async () => {
    expect((await decide('dismiss', { reason: 'I am bored' })).status).toBe(422);
    expect((await decide('dismiss', { reason: 'NO_TIME' })).body.status).toBe('DISMISSED');
  });

  it('says what it has seen', async () => {
    const unseen = await training.post(`${path}/${id}/accept`);
    expect(unseen.status).toBe(428);
    expect((await decide('accept', undefined, { version: 9 })).status).toBe(412);
  });

  it.each([
    ['rater', 403],
    ['admin', 403],
    ['budi', 404],
    ['otherAdmin', 404],
  ] as const)('nobody else does: %s gets %i', async (as, status) => {
    expect((await decide('accept', undefined, { as })).status).toBe(status);
  });

  it.each([
    ['siti', 200],
    ['rater', 200],
    ['admin', 200],
    ['budi', 404],
    ['stranger', 404],
    ['otherAdmin', 404],
    [null, 401],
  ] as const)('%s reading gets %s', async (as, status) => {
    expect((await training.get(path, { as })).status).toBe(status);
  });

  it('is noted with every reading, because reasons tell ratings', async () => {
    const noted = async () => {
      const of = `action = 'recommendations.read' AND resource = $1`;
      const [row] = await training.db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM audit_entries WHERE ${of}`, [
        employeeId,
      ]);
      return row?.n ?? 0;
    };
    const before = await noted();
    await training.get(path, { as: 'rater' });
    expect(await noted()).toBe(before + 1);
  });

  it('finds nothing under the name of another', async () => {
    const others = `/v1/learners/${people.budi.employeeId}/recommendations/${id}/accept`;
    expect((await training.post(others, undefined, { as: 'budi', version: 1 })).status).toBe(404);
  });
});
