import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, StoryEventView } from '@siger/contracts';
import { newId } from '@siger/service';
import { auditor, people, startMonitoring, type Monitoring } from '../app.fixture.js';
import { StoryConsumer } from './story.consumer.js';

let monitoring: Monitoring;
beforeAll(async () => {
  monitoring = await startMonitoring('story');
});
afterAll(() => monitoring.close());

const happen = (correlationId: string, time: string, more: { id?: string; causationId?: string } = {}) => {
  const id = more.id ?? newId();
  const meta = {
    ...{ id, type: 'plan.created.v1', source: '/siger/appraisal', time: new Date(time), key: newId(), sequence: 1 },
    ...{ correlationId, topic: 'appraisal.events', partition: 0, offset: 0, ...more },
  };
  return monitoring.deliver(() => monitoring.app.get(StoryConsumer).remember({ name: 'Siti' }, { meta })).then(() => id);
};
const read = (id: string, query = '', as: object | null = auditor) =>
  monitoring.get<Page<StoryEventView>>(`/v1/stories/${id}${query}`, { as: as && { ...as } });

describe('a story', () => {
  it('is what happened by one correlation id, in the order in which it was said, page by page', async () => {
    const story = newId();
    const third = await happen(story, '2026-03-02T00:00:00.003Z');
    const first = await happen(story, '2026-03-02T00:00:00.001Z');
    const second = await happen(story, '2026-03-02T00:00:00.001Z', { causationId: first });
    await happen(newId(), '2026-03-02T00:00:00.002Z');
    await happen(story, '2026-03-02T00:00:00.001Z', { id: first });

    const ids: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null; pages += 1) {
      expect(pages).toBeLessThan(3);
      const { body }: { body: Page<StoryEventView> } = await read(story, `?limit=1${next && `&cursor=${next}`}`);
      ids.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(ids).toEqual([first, second, third]);
    expect((await read(story)).body.items[1]).toEqual({
      ...{ id: second, type: 'plan.created.v1', source: '/siger/appraisal', topic: 'appraisal.events' },
      ...{ key: expect.any(String), sequence: 1, causationId: first, time: '2026-03-02T00:00:00.001Z' },
    });
  });

  it('that nobody knows is not found', async () => {
    expect((await read(newId())).code).toBe('not-found');
    expect((await read('lain')).status).toBe(404);
  });

  it('is for auditors', async () => {
    const story = newId();
    await happen(story, '2026-03-02T00:00:00Z');
    expect((await read(story, '', people.admin)).status).toBe(403);
    expect((await read(story, '', null)).status).toBe(401);
    expect((await read(story, '?cursor=lain')).status).toBe(400);
  });
});
