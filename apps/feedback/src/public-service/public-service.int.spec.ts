import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicServiceChanged, publicServiceRegistered, type Page, type PublicServiceView } from '@siger/contracts';
import { newId } from '@siger/service';
import { machine, otherUnitId, people, startFeedback, unitId, type Feedback } from '../app.fixture.js';

const path = '/v1/public-services';
let feedback: Feedback;
beforeAll(async () => {
  feedback = await startFeedback('public_service');
});
afterAll(() => feedback.close());

describe('what anyone reads', () => {
  it('is every service, page by page, of all units or of one', async () => {
    const mine = [await feedback.register(), await feedback.register({ unitId })];
    const { body: foreign } = await feedback.post<PublicServiceView>(
      path,
      { unitId: otherUnitId, name: 'KTP' },
      { as: people.otherOfficer },
    );

    const first = (await feedback.get<Page<PublicServiceView>>(`${path}?limit=2`)).body;
    const second = (await feedback.get<Page<PublicServiceView>>(`${path}?limit=2&cursor=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([...mine, foreign].map(({ id }) => id));
    expect(second.next).toBeNull();
    const ofUnit = (await feedback.get<Page<PublicServiceView>>(`${path}?unitId=${otherUnitId}`)).body;
    expect(ofUnit.items).toEqual([expect.objectContaining({ id: foreign.id, unitName: 'Unit other' })]);
  });

  it('is one service with its version as ETag, and 404 for none', async () => {
    const service = await feedback.register({ description: 'Cap basah' });
    const answer = await feedback.get<PublicServiceView>(`${path}/${service.id}`);
    expect(answer.body).toEqual({ ...service, unitName: 'Unit division', description: 'Cap basah', open: true, version: 1 });
    expect(answer.headers['etag']).toBe('"1"');
    expect((await feedback.get(`${path}/${newId()}`)).code).toBe('not-found');
  });
});

describe('registering', () => {
  it('answers 201 and tells where and since when, not how it is called', async () => {
    const id = newId();
    const answer = await feedback.post<PublicServiceView>(path, { id, unitId, name: 'Izin usaha' }, { as: people.officer });
    expect([answer.status, answer.body.id, answer.body.since]).toEqual([201, id, feedback.today()]);
    expect(await feedback.said(id)).toEqual([
      {
        type: publicServiceRegistered.type,
        topic: 'feedback.events',
        sequence: 1,
        data: { publicServiceId: id, unitId, since: feedback.today() },
      },
    ]);
  });

  it('is open to a machine with the scope for it, and to nobody without', async () => {
    const body = { unitId, name: 'Izin usaha' };
    expect((await feedback.post(path, body, { as: machine })).status).toBe(201);
    expect((await feedback.post(path, body, { as: { ...machine, scope: 'feedback:read' } })).status).toBe(403);
    expect((await feedback.post(path, body, { as: people.siti })).status).toBe(403);
    expect((await feedback.post(path, body)).status).toBe(401);
  });

  it.each([
    ['a unit of another agency', () => ({ unitId: otherUnitId })],
    ['a unit that nobody knows', () => ({ unitId: newId() })],
  ])('for %s is not found', async (_, unit) => {
    expect((await feedback.post(path, { ...unit(), name: 'Izin' }, { as: people.officer })).code).toBe('not-found');
    expect((await feedback.post(path, { unitId: newId(), name: 'Izin' }, { as: machine })).code).toBe('not-found');
  });

  it('of an id that is taken is a conflict and says nothing', async () => {
    const { id } = await feedback.register();
    const again = await feedback.post(path, { id, unitId, name: 'Lain' }, { as: people.officer });
    expect([again.status, again.code]).toEqual([409, 'already-exists']);
    expect(await feedback.said(id)).toHaveLength(1);
  });

  it('again with the same key answers the same, and is said once', async () => {
    const sent = { as: people.officer, key: newId() };
    const body = { unitId, name: 'Izin usaha' };
    const first = await feedback.post<PublicServiceView>(path, body, sent);
    const again = await feedback.post<PublicServiceView>(path, body, sent);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await feedback.said(first.body.id)).toHaveLength(1);
    expect((await feedback.post(path, { ...body, name: 'Lain' }, sent)).code).toBe('idempotency-key-reused');
  });
});

describe('changing', () => {
  const named = { name: 'Legalisir', description: null };

  it('needs the version that was seen', async () => {
    const { id } = await feedback.register();
    const change = (sent: object) => feedback.put<PublicServiceView>(`${path}/${id}`, named, { as: people.officer, ...sent });
    expect((await change({})).code).toBe('version-required');
    expect((await change({ version: 7 })).code).toBe('stale-version');
    const changed = await change({ version: 1 });
    expect(changed.body).toMatchObject({ ...named, version: 2 });
    expect(changed.headers['etag']).toBe('"2"');
    expect((await change({ version: 1 })).code).toBe('stale-version');
    expect((await feedback.said(id)).map(({ type, sequence }) => [type, sequence])).toEqual([
      [publicServiceRegistered.type, 1],
      [publicServiceChanged.type, 2],
    ]);
  });

  it('closes and opens the survey, and says each once', async () => {
    const { id } = await feedback.register();
    const turn = (verb: string, version: number) =>
      feedback.post<PublicServiceView>(`${path}/${id}/${verb}`, undefined, { as: people.officer, version });
    expect((await turn('close', 1)).body).toMatchObject({ open: false, version: 2 });
    expect((await turn('close', 2)).body).toMatchObject({ open: false, version: 2 });
    expect((await turn('open', 2)).body).toMatchObject({ open: true, version: 3 });
    expect((await feedback.said(id)).slice(1).map(({ data }) => data)).toEqual([
      { publicServiceId: id, open: false },
      { publicServiceId: id, open: true },
    ]);
  });

  it('by the officer of another agency finds nothing and changes nothing', async () => {
    const { id } = await feedback.register();
    const outside = { as: people.otherOfficer, version: 1 };
    expect((await feedback.put(`${path}/${id}`, named, outside)).code).toBe('not-found');
    expect((await feedback.post(`${path}/${id}/close`, undefined, outside)).code).toBe('not-found');
    // Not even that the version is another one.
    expect((await feedback.post(`${path}/${id}/close`, undefined, { ...outside, version: 9 })).code).toBe('not-found');
    expect((await feedback.get<PublicServiceView>(`${path}/${id}`)).body).toMatchObject({ open: true, version: 1 });
    expect((await feedback.post(`${path}/${newId()}/close`, undefined, outside)).code).toBe('not-found');
  });
});
