import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  behaviours,
  functionalGrades,
  skmElements,
  type CompetencyStandardView,
  type CompetencyView,
  type CourseView,
  type LearnerView,
  type Page,
  type SessionView,
} from '@siger/contracts';
import { newId } from '@siger/service';
import { people, startTraining, type Training } from '../app.fixture.js';

let training: Training;
beforeAll(async () => {
  training = await startTraining('catalogue');
});
afterAll(() => training.close());

const standards = async (query: string) =>
  (await training.get<Page<CompetencyStandardView>>(`/v1/competency-standards?limit=200&${query}`)).body.items;

describe('competencies', () => {
  it('are the nine of PermenPANRB 38/2017, and every value and element points at one', async () => {
    const { items } = (await training.get<Page<CompetencyView>>('/v1/competencies')).body;
    expect(items.map(({ type }) => type).sort()).toEqual([...Array<string>(8).fill('MANAJERIAL'), 'SOSIAL_KULTURAL']);
    const signals = items.flatMap((competency) => competency.signals.map(({ kind, signal }) => `${kind} ${signal}`));
    for (const value of behaviours) expect(signals).toContain(`BEHAVIOUR ${value}`);
    for (const element of skmElements) expect(signals).toContain(`SKM_ELEMENT ${element}`);
    expect(signals).toContain('RESULT KESELURUHAN');
  });

  it('grow by technical ones, with their signals', async () => {
    const signals = [{ kind: 'RESULT', signal: 'KESELURUHAN' }];
    const body = { code: 'TEKNIS_KEARSIPAN', type: 'TEKNIS', name: 'Kearsipan', legalBasis: 'Perka ANRI 7/2016', signals };
    const added = await training.post<CompetencyView>('/v1/competencies', body, { as: 'admin' });
    expect([added.status, added.body]).toEqual([201, { ...body, nameEn: 'Kearsipan' }]);
    expect((await training.post('/v1/competencies', body, { as: 'admin' })).status).toBe(409);
    expect((await training.get('/v1/competencies/TEKNIS_LAIN')).status).toBe(404);
  });

  it('are not for everybody to add', async () => {
    expect((await training.post('/v1/competencies', {}, { as: 'siti' })).status).toBe(403);
    expect((await training.get('/v1/competencies', { as: { scope: 'training:read' } })).status).toBe(200);
    expect((await training.get('/v1/competencies', { as: { scope: 'feedback:read' } })).status).toBe(403);
  });
});

describe('standards', () => {
  it.each([
    ['positionKind=JPT', 4],
    ['positionKind=ADMINISTRATOR', 3],
    ['positionKind=PENGAWAS', 2],
    ['positionKind=PELAKSANA', 1],
    ...[1, 2, 2, 3, 2, 3, 4, 5].map((level, n) => [`positionKind=JF&grade=${functionalGrades[n]}`, level] as const),
  ])('%s: level %i of all nine', async (query, level) => {
    const found = await standards(query);
    expect(found.map((standard) => standard.level)).toEqual(Array(9).fill(level));
    expect(found.every(({ legalBasis }) => legalBasis.includes('PermenPANRB 38/2017'))).toBe(true);
  });

  it('of a later day take the place of earlier ones, from that day on', async () => {
    const body = {
      competency: 'INTEGRITAS',
      positionKind: 'PELAKSANA',
      level: 2,
      legalBasis: 'SKJ Provinsi',
      effectiveFrom: '2026-03-01',
    };
    expect((await training.post('/v1/competency-standards', body, { as: 'admin' })).status).toBe(201);
    const levelOn = async (on: string) =>
      (await standards(`positionKind=PELAKSANA&competency=INTEGRITAS&on=${on}`)).map(({ level }) => level);
    expect([await levelOn('2026-02-28'), await levelOn('2026-03-01')]).toEqual([[1], [2]]);
    expect((await training.post('/v1/competency-standards', body, { as: 'admin' })).status).toBe(409);
  });

  it('of the very position decide the gap', async () => {
    const { employeeId } = people.rater;
    const [post] = await training.db.query<{ position_id: string }[]>(
      'SELECT position_id FROM directory_placements WHERE employee_id = $1',
      [employeeId],
    );
    await training.post(
      '/v1/competency-standards',
      { competency: 'KOMUNIKASI', positionId: post?.position_id, level: 5, legalBasis: 'SKJ', effectiveFrom: '2026-01-01' },
      { as: 'admin' },
    );
    const assessment = { assessedOn: '2026-02-01', competencies: [{ competency: 'KOMUNIKASI', level: 3 }] };
    const path = `/v1/learners/${employeeId}`;
    const { body } = await training.post<LearnerView>(`${path}/assessments`, assessment, { as: 'admin' });
    expect(body.gaps).toContainEqual({ competency: 'KOMUNIKASI', standard: 5, actual: 3, gap: -2 });
    expect(body.gaps).toContainEqual({ competency: 'INTEGRITAS', standard: 2, actual: null, gap: null });
    expect((await training.get(path, { as: 'stranger' })).status).toBe(404);
    expect((await training.post(`${path}/assessments`, assessment, { as: 'rater' })).status).toBe(403);
    expect((await training.post(`${path}/assessments`, assessment, { as: 'otherAdmin' })).status).toBe(404);
  });

  it.each([
    ['/positionKind', { competency: 'INTEGRITAS' }],
    ['/grade', { competency: 'INTEGRITAS', positionKind: 'JF' }],
    ['/competency', { competency: 'TERBANG', positionKind: 'JPT' }],
    ['/effectiveTo', { competency: 'INTEGRITAS', positionKind: 'JPT', effectiveTo: '2025-12-31' }],
  ])('with a fault at %s are refused', async (pointer, more) => {
    const body = { level: 2, legalBasis: 'SKJ', effectiveFrom: '2026-01-01', ...more };
    const answer = await training.post('/v1/competency-standards', body, { as: 'admin' });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });
});

describe('courses and sessions', () => {
  it('are offered, found by what they raise, and retired', async () => {
    const course = await training.offer({ raises: [{ competency: 'KERJA_SAMA', level: 2 }] });
    const found = async () =>
      (await training.get<Page<CourseView>>('/v1/courses?competency=KERJA_SAMA')).body.items.map(({ id }) => id);
    expect(await found()).toEqual([course.id]);
    const { id: sessionId } = await training.schedule(course.id);
    const { body } = await training.get<Page<SessionView>>(`/v1/sessions?courseId=${course.id}&from=2026-01-01`);
    expect(body.items.map(({ id }) => id)).toEqual([sessionId]);

    const retire = (version: number) => training.post(`/v1/courses/${course.id}/retire`, undefined, { as: 'admin', version });
    expect([(await retire(2)).status, (await retire(1)).status, (await retire(2)).status]).toEqual([412, 200, 409]);
    expect(await found()).toEqual([]);
    expect((await training.said(course.id)).map(({ type }) => type)).toEqual(['course.offered.v1', 'course.retired.v1']);
    const late = { courseId: course.id, startsOn: '2027-01-05', endsOn: '2027-01-05', place: 'Aula', seats: 5 };
    expect((await training.post('/v1/sessions', late, { as: 'admin' })).body.type).toBe('urn:siger:problem:course-retired');
  });

  it.each([
    ['a level of an unknown competency', { raises: [{ competency: 'TERBANG', level: 1 }] }, '/raises/0/competency'],
    ['a competency twice', { raises: [1, 2].map((level) => ({ competency: 'KOMUNIKASI', level })) }, '/raises/1/competency'],
    ['a training without hours', { hours: undefined }, '/hours'],
  ])('with %s are refused', async (_, more, pointer) => {
    const body = {
      code: newId().toUpperCase(),
      title: 'X',
      organiser: 'Y',
      kind: 'PELATIHAN_TEKNIS',
      mode: 'ONLINE',
      hours: 5,
      raises: [],
    };
    const answer = await training.post('/v1/courses', { ...body, ...more }, { as: 'admin' });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, pointer]);
  });

  it('are listed by their days, page by page', async () => {
    const { id } = await training.offer();
    const days = ['2031-03-02', '2031-03-01', '2031-03-03', '2031-03-01'];
    for (const day of days) await training.schedule(id, { startsOn: day, endsOn: day });
    const seen = (await training.pages<SessionView>(`/v1/sessions?courseId=${id}`)).map(({ startsOn }) => startsOn);
    expect(seen).toEqual([...days].sort());
  });

  it('of no course, with too few seats or nowhere are refused', async () => {
    const session = { startsOn: '2031-03-01', endsOn: '2031-03-01', place: 'Aula', seats: 1 };
    const { id: courseId } = await training.offer();
    const faults = async (more: object) => {
      const { status, body } = await training.post('/v1/sessions', { courseId, ...session, ...more }, { as: 'admin' });
      return [status, body.errors?.map(({ pointer }) => pointer)];
    };
    expect(await faults({ courseId: newId() })).toEqual([422, ['/courseId']]);
    expect(await faults({ seats: 0 })).toEqual([422, ['/seats']]);
    expect(await faults({ place: undefined })).toEqual([422, ['/place']]);
  });
});
