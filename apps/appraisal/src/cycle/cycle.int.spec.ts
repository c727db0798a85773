import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cycleOpened, CycleView } from '@siger/contracts';
import { newId } from '@siger/service';
import { differences, startAppraisal, type Appraisal, type Who } from '../app.fixture.js';

let appraisal: Appraisal;
beforeAll(async () => {
  appraisal = await startAppraisal('cycle');
});
afterAll(() => appraisal.close());

const make = (as: Who, more: object = {}) =>
  appraisal.post<CycleView>(
    '/v1/cycles',
    { agencyId: appraisal.units.agency, year: 2025, periodicity: 'TRIWULAN', ...more },
    { as },
  );

describe('a cycle', () => {
  it('is prepared, opened, closed and locked by the admin of the agency, and says so', async () => {
    const { post, get, said, units } = appraisal;
    const made = await make('admin');
    expect([made.status, made.body.state, made.body.periods.length]).toEqual([201, 'DISIAPKAN', 5]);
    expect(differences(CycleView, made.body)).toEqual([]);
    const { id } = made.body;
    const steps = [
      ['open', 1, 'DIBUKA'],
      ['close', 2, 'DITUTUP'],
      ['lock', 3, 'DIKUNCI'],
    ] as const;
    for (const [verb, version, state] of steps) {
      const answer = await post<CycleView>(`/v1/cycles/${id}/${verb}`, undefined, { as: 'admin', version });
      expect([answer.status, answer.body.state, answer.headers.etag]).toEqual([200, state, `"${version + 1}"`]);
    }
    expect((await get<CycleView>(`/v1/cycles/${id}`)).body.state).toBe('DIKUNCI');
    const facts = await said(id);
    expect(facts.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['cycle.opened.v1', 1],
      ['cycle.closed.v1', 2],
      ['cycle.locked.v1', 3],
    ]);
    expect(facts[0]?.data).toEqual({
      ...cycleOpened.example,
      ...{ cycleId: id, agencyId: units.agency, year: 2025, from: '2025-01-01', until: '2025-12-31' },
    });
  });

  it('is one for a year, of an agency, and nobody else makes or moves it', async () => {
    const { post, units } = appraisal;
    expect((await make('admin')).status).toBe(409);
    expect((await make('siti')).status).toBe(403);
    expect((await make('otherAdmin')).status).toBe(404);
    expect((await make('admin', { agencyId: units.division })).status).toBe(404);
    const { body } = await make('admin', { year: 2024, id: newId() });
    const open = (as: Who, version?: number) =>
      post(`/v1/cycles/${body.id}/open`, undefined, { as, ...(version === undefined ? {} : { version }) });
    expect((await open('otherAdmin', 1)).status).toBe(404);
    expect((await open('admin')).status).toBe(428);
    expect((await open('admin', 7)).status).toBe(412);
  });

  it('is listed by agency and year, page by page', async () => {
    const { get, units } = appraisal;
    type Page = { items: CycleView[]; next: string | null };
    const first = (await get<Page>(`/v1/cycles?agencyId=${units.agency}&limit=1`)).body;
    const second = (await get<Page>(`/v1/cycles?agencyId=${units.agency}&limit=1&cursor=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null]);
    expect((await get<Page>('/v1/cycles?year=2024')).body.items.map(({ year }) => year)).toEqual([2024]);
    expect((await get('/v1/cycles?year=x')).status).toBe(400);
  });
});
