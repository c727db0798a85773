import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LearnerView, LearningRecordView } from '@siger/contracts';
import { newId } from '@siger/service';
import type { Sent } from '@siger/testing';
import { type Caller, people, startTraining, type Training } from '../app.fixture.js';

let training: Training;
beforeAll(async () => {
  training = await startTraining('learning_record');
});
afterAll(() => training.close());

const seminar = (more: object = {}) => ({
  ...{ title: `Seminar ${newId()}`, organiser: 'Kementerian PANRB', kind: 'SEMINAR', days: 1 },
  ...{ startsOn: '2026-05-12', endsOn: '2026-05-12', evidence: 'https://contoh.go.id/sertifikat.pdf' },
  ...more,
});
const submit = async (body: object = seminar(), sent: Sent<Caller> = {}) =>
  training.post<LearningRecordView>('/v1/learning-records', body, sent);
const judge = (record: { id: string; version: number }, verb: string, body?: object, sent: Sent<Caller> = { as: 'admin' }) =>
  training.post<LearningRecordView>(`/v1/learning-records/${record.id}/${verb}`, body, { version: record.version, ...sent });
const hoursOf = async (who: 'siti' | 'budi') =>
  (await training.get<LearnerView>(`/v1/learners/${people[who].employeeId}?year=2026`, { as: who })).body.hours;

describe('something learned elsewhere', () => {
  it('counts once it is verified', async () => {
    const { status, body: record } = await submit();
    expect([status, record.status, record.booked]).toEqual([201, 'DIAJUKAN', null]);
    const verified = await judge(record, 'verify');
    expect(verified.body).toMatchObject({ status: 'TERVERIFIKASI', booked: 4 });
    expect(await hoursOf('siti')).toMatchObject({ booked: 4, target: 20, met: false });
    expect((await training.said(record.id)).map(({ type }) => type)).toEqual([
      'learning-record.submitted.v1',
      'learning-record.verified.v1',
    ]);
    expect(JSON.stringify(await training.said(record.id))).not.toContain('Seminar');
  });

  it('comes back with a note, is corrected, and counts then', async () => {
    const { body: record } = await submit();
    const { body: returned } = await judge(record, 'return', { note: 'Lampirkan sertifikat.' });
    expect(returned).toMatchObject({ status: 'PERLU_REVISI', note: 'Lampirkan sertifikat.' });
    expect((await judge(returned, 'verify')).status).toBe(409);
    const { body: revised } = await judge(returned, 'revise', seminar({ days: 2, endsOn: '2026-05-13' }), { as: 'siti' });
    expect(revised).toMatchObject({ status: 'DIAJUKAN', note: null, days: 2 });
    expect((await judge(revised, 'verify')).body.booked).toBe(8);
  });

  it('does not count when it is rejected', async () => {
    const { body: record } = await submit();
    const before = await hoursOf('siti');
    expect((await judge(record, 'reject', { note: 'Bukan pengembangan kompetensi.' })).body.status).toBe('DITOLAK');
    expect(await hoursOf('siti')).toEqual(before);
  });

  it('counts once: the same title, dates and organiser are refused, whatever their case', async () => {
    const body = seminar();
    const [first, second] = [await submit(body), await submit({ ...body, title: body.title.toUpperCase() })];
    expect((await judge(first.body, 'verify')).status).toBe(200);
    const twice = await judge(second.body, 'verify');
    expect([twice.status, twice.body.type]).toEqual([409, 'urn:siger:problem:hours-already-booked']);
    const { body: still } = await training.get<LearningRecordView>(`/v1/learning-records/${second.body.id}`);
    expect(still.status).toBe('DIAJUKAN');
  });

  it('is capped over what the month has already: two coaching sessions count', async () => {
    const coaching = (day: string) => ({
      title: `Coaching ${day}`,
      organiser: 'Bidang',
      kind: 'COACHING',
      startsOn: day,
      endsOn: day,
      dates: [day],
    });
    const booked: (number | null)[] = [];
    for (const day of ['2026-03-02', '2026-03-09', '2026-03-16', '2026-04-01']) {
      const { body: record } = await submit(coaching(day), { as: 'budi' });
      booked.push((await judge(record, 'verify')).body.booked);
    }
    expect(booked).toEqual([2, 2, 0, 2]);
  });

  it('is capped also when two are verified at the same moment', async () => {
    const days = ['2026-06-01', '2026-06-08', '2026-06-15'];
    const records = await Promise.all(
      days.map((day) =>
        submit({ title: day, organiser: 'Bidang', kind: 'MENTORING', startsOn: day, endsOn: day, dates: [day] }, { as: 'budi' }),
      ),
    );
    const answers = await Promise.all(records.map(({ body }) => judge(body, 'verify')));
    expect(answers.map(({ body }) => body.booked).sort()).toEqual([0, 2, 2]);
  });

  it('counts in the year of its last day', async () => {
    const { body: record } = await submit(seminar({ startsOn: '2024-12-31', endsOn: '2025-01-01', days: 2 }));
    await judge(record, 'verify');
    const { body } = await training.get<LearnerView>(`/v1/learners/${people.siti.employeeId}?year=2025`);
    expect(body.hours?.entries.map(({ sourceId }) => sourceId)).toEqual([record.id]);
  });
});

describe('a report that cannot count is refused at once', () => {
  it.each([
    ['a measure that the kind does not use', { hours: 8 }, '/hours'],
    ['an end before the start', { endsOn: '2026-05-11' }, '/endsOn'],
    ['the future', { endsOn: '2099-01-01' }, '/endsOn'],
    ['a kind that does not exist', { kind: 'KARAOKE' }, '/kind'],
    ['a link that is not safe', { evidence: 'http://contoh.go.id' }, '/evidence'],
    ['an unknown field', { approved: true }, '/approved'],
  ])('%s', async (_, more, pointer) => {
    const { status, body } = await submit(seminar(more));
    expect([status, body.errors?.map((fault) => fault.pointer)]).toEqual([422, [pointer]]);
  });
});

describe('who may', () => {
  let record: LearningRecordView;
  beforeAll(async () => {
    record = (await submit()).body;
  });

  it.each([
    ['siti', 403],
    ['rater', 403],
    ['budi', 403],
    ['otherAdmin', 404],
  ] as const)('%s may not verify it: %i', async (as, status) => {
    expect((await judge(record, 'verify', undefined, { as })).status).toBe(status);
  });

  it.each([
    ['siti', 200],
    ['rater', 200],
    ['admin', 200],
    ['budi', 404],
    ['otherAdmin', 404],
  ] as const)('%s reads it: %i', async (as, status) => {
    expect((await training.get(`/v1/learning-records/${record.id}`, { as })).status).toBe(status);
    const { body } = await training.get<{ items: LearningRecordView[] }>('/v1/learning-records?status=DIAJUKAN', { as });
    expect(body.items.some(({ id }) => id === record.id)).toBe(status === 200);
    expect((await training.get(`/v1/learning-records?employeeId=${record.employeeId}`, { as })).status).toBe(status);
  });

  it('a verifier says what it has seen', async () => {
    expect((await training.post(`/v1/learning-records/${record.id}/verify`, undefined, { as: 'admin' })).status).toBe(428);
    expect((await judge({ ...record, version: 7 }, 'verify')).status).toBe(412);
  });
});
