import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activitySubmitted, noteGiven, ActivityView, NoteView, type PlanView } from '@siger/contracts';
import { clock, newId, setClock } from '@siger/service';
import { differences, firstResultId, servedResult, startAppraisal, type Appraisal, type Who } from '../app.fixture.js';

let appraisal: Appraisal;
let plan: PlanView;
beforeAll(async () => {
  // One day for all of it, whatever midnight it runs across.
  setClock(clock.now());
  appraisal = await startAppraisal('activity');
  const cycle = await appraisal.openCycle();
  const parentId = firstResultId(await appraisal.leaderPlan(cycle.id));
  const body = { cycleId: cycle.id, approach: 'KUANTITATIF', results: [servedResult(parentId)] };
  plan = await appraisal.establish('siti', 'kabid', body);
});
afterAll(() => {
  setClock(null);
  return appraisal.close();
});

const entry = (more: object = {}) => ({
  planId: plan.id,
  resultId: firstResultId(plan),
  date: clock.today(),
  ...{ startMinute: 480, endMinute: 570, description: 'Memeriksa berkas', volume: 12, output: 'berkas' },
  evidence: [{ kind: 'TAUTAN', url: 'https://drive.example.go.id/a' }],
  ...more,
});
const move = (activity: { id: string; version: number }, verb: string, as: Who, body?: object) =>
  appraisal.post<ActivityView>(`/v1/activities/${activity.id}/${verb}`, body, { as, version: activity.version });

describe('an activity', () => {
  it('is logged with evidence, submitted, rejected, corrected and approved', async () => {
    const logged = await appraisal.post<ActivityView>('/v1/activities', entry({ id: newId() }), { key: newId() });
    expect([logged.status, logged.body.state, logged.headers.etag]).toEqual([201, 'DRAFT', '"1"']);
    let activity = (await move(logged.body, 'submit', 'siti')).body;
    activity = (await move(activity, 'reject', 'kabid', { reason: 'Tautan tidak dapat dibuka' })).body;
    expect([activity.state, activity.reason]).toEqual(['DITOLAK', 'Tautan tidak dapat dibuka']);
    const corrected = { version: activity.version, body: entry({ evidence: [{ kind: 'KETERANGAN', text: 'Notulen' }] }) };
    activity = (await appraisal.put<ActivityView>(`/v1/activities/${activity.id}`, corrected.body, corrected)).body;
    activity = (await move(activity, 'submit', 'siti')).body;
    activity = (await move(activity, 'approve', 'kabid')).body;
    expect(activity.state).toBe('DISETUJUI');
    expect(differences(ActivityView, activity)).toEqual([]);

    const facts = await appraisal.said(activity.id);
    expect(facts.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
      '1 activity.submitted.v1',
      '2 activity.rejected.v1',
      '3 activity.submitted.v1',
      '4 activity.approved.v1',
    ]);
    expect(facts[0]?.data).toEqual({
      ...activitySubmitted.example,
      ...{ activityId: activity.id, planId: plan.id, resultId: firstResultId(plan), date: clock.today() },
      ...{ employeeId: plan.employeeId, unitId: plan.unitId },
    });
  });

  it('takes minutes that nothing else takes', async () => {
    expect((await appraisal.post('/v1/activities', entry({ startMinute: 569, endMinute: 600 }))).code).toBe('activity-overlaps');
    expect((await appraisal.post('/v1/activities', entry({ startMinute: 570, endMinute: 600 }))).status).toBe(201);
    const faulty = await appraisal.post('/v1/activities', entry({ startMinute: 700, endMinute: 600, resultId: newId() }));
    expect(faulty.body.errors?.map(({ pointer }) => pointer)).toEqual(['/endMinute', '/resultId']);
  });

  it('is of the employee and the leaders alone', async () => {
    const { items } = (await appraisal.get<{ items: ActivityView[] }>('/v1/activities')).body;
    const [newest] = items;
    if (!newest) throw new Error('Siti has logged something by now.');
    expect((await appraisal.get(`/v1/activities/${newest.id}`, { as: 'kadis' })).status).toBe(200);
    expect((await appraisal.get(`/v1/activities/${newest.id}`, { as: 'budi' })).status).toBe(404);
    expect((await appraisal.post('/v1/activities', entry(), { as: 'budi' })).status).toBe(404);
    expect((await move(newest, 'submit', 'kabid')).status).toBe(403);
    expect((await move(newest, 'approve', 'stranger')).status).toBe(404);
    const pages = [];
    for (let cursor = ''; ;) {
      const page = await appraisal.get<{ items: ActivityView[]; next: string | null }>(`/v1/activities?limit=1${cursor}`);
      pages.push(...page.body.items.map(({ id }) => id));
      if (page.body.next === null) break;
      cursor = `&cursor=${page.body.next}`;
    }
    expect(pages).toEqual(items.map(({ id }) => id));
    const state = await appraisal.get<{ items: ActivityView[] }>(
      `/v1/activities?planId=${plan.id}&state=DISETUJUI&from=${clock.today()}`,
    );
    expect(state.body.items).toHaveLength(1);
  });

  it('is taken over from elsewhere, once', async () => {
    const activities = ['DRAFT', 'DIAJUKAN', 'DISETUJUI', 'DITOLAK'].map((state, hour) => ({
      ...entry({ startMinute: 900 + hour * 60, endMinute: 960 + hour * 60 }),
      ...{ id: newId(), state },
    }));
    const take = async (as: Who) => (await appraisal.post('/v1/activities/import', { activities }, { as })).body;
    expect([await take('admin'), await take('admin')]).toEqual([
      { imported: 4, existing: 0 },
      { imported: 0, existing: 4 },
    ]);
    const approved = await appraisal.said(activities[2]?.id ?? '');
    expect(approved.map(({ type }) => type)).toEqual(['activity.submitted.v1', 'activity.approved.v1']);
    expect((await appraisal.post('/v1/activities/import', { activities }, { as: 'siti' })).status).toBe(403);
    const fresh = { activities: activities.map((activity) => ({ ...activity, id: newId() })) };
    expect((await appraisal.post('/v1/activities/import', fresh, { as: 'otherAdmin' })).status).toBe(404);
  });
});

describe('a note', () => {
  const give = (as: Who, more: object = { behaviour: 'BERORIENTASI_PELAYANAN' }) =>
    appraisal.post<NoteView>('/v1/notes', { planId: plan.id, kind: 'UMPAN_BALIK', text: 'Ramah kepada warga', ...more }, { as });

  it('is given by the leader, the employee and colleagues, and by nobody else', async () => {
    const relations = [];
    for (const who of ['kabid', 'siti', 'budi'] as const) relations.push((await give(who)).body.relation);
    expect(relations).toEqual(['PIMPINAN', 'PEGAWAI', 'REKAN']);
    expect((await give('stranger')).status).toBe(404);
    expect((await give('admin')).status).toBe(403);
    expect((await give('kabid', {})).code).toBe('invalid-body');
  });

  it('hides the colleague from the person concerned, and its words from the wire', async () => {
    const read = async (as: Who) =>
      (await appraisal.get<{ items: NoteView[] }>(`/v1/notes?planId=${plan.id}`, { as })).body.items;
    const authors = (notes: NoteView[]) => Object.fromEntries(notes.map(({ relation, authorId }) => [relation, authorId]));
    const { siti, budi, kabid } = appraisal.people;
    const open = { PIMPINAN: kabid.employeeId, PEGAWAI: siti.employeeId, REKAN: budi.employeeId };
    expect(authors(await read('kabid'))).toEqual(open);
    expect(authors(await read('siti'))).toEqual({ ...open, REKAN: null });
    expect((await appraisal.get(`/v1/notes?planId=${plan.id}`, { as: 'budi' })).status).toBe(404);

    expect((await read('siti')).flatMap((note) => differences(NoteView, note))).toEqual([]);
    const [peer] = (await read('kabid')).filter(({ relation }) => relation === 'REKAN');
    const [given] = await appraisal.said(peer?.id ?? '');
    expect(Object.keys(given?.data ?? {}).sort()).toEqual(Object.keys(noteGiven.example).sort());
    expect(JSON.stringify(given?.data)).not.toMatch(new RegExp(`Ramah|${budi.employeeId}`));
  });
});
