import { setTimeout as sleep } from 'node:timers/promises';
import { type Arena, withTables } from '../arena/arena.ts';
import type { Evidence } from './evidence.ts';
import { profileText } from './replay.ts';
import { conditionsOf, groupsOf, inDatabase, keptBy, lagOf, readTopics, unpublishedIn } from './collect.ts';

const PATIENCE_MS = 120_000;

const isQuiet = async (arena: Arena): Promise<boolean> => {
  for (const service of withTables) {
    const busy = await inDatabase(arena, service, async (query) => {
      const [parked] = await query<{ n: number }>(`SELECT count(*)::int AS n FROM inbox_parked WHERE status = 'parked'`);
      return (await unpublishedIn(query)) + (parked?.n ?? 0);
    });
    if (busy > 0) return false;
  }
  const lag = await lagOf(arena);
  if (lag.size === 0 || [...lag.values()].some((records) => records > 0)) return false;
  return (
    (await conditionsOf(arena)).every(({ ready }) => ready) &&
    [...(await groupsOf(arena)).values()].every((state) => state === 'Stable')
  );
};

/** Seconds until nothing waits anywhere, twice in a row; null when that does not come in time. */
export const untilQuiet = async (arena: Arena): Promise<number | null> => {
  const since = Date.now();
  for (let calm = 0; Date.now() - since < PATIENCE_MS;) {
    calm = (await isQuiet(arena).catch(() => false)) ? calm + 1 : 0;
    if (calm === 2) return (Date.now() - since) / 1000;
    await sleep(700);
  }
  return null;
};

/** Reads everything that is judged. */
export const collect = async (
  arena: Arena,
  given: Pick<Evidence, 'ledger' | 'quietAfter' | 'foreign' | 'sound' | 'poison'>,
): Promise<Evidence> => {
  const ids = (name: string, text: string) =>
    inDatabase(arena, name, async (query) => new Set((await query<{ id: string }>(text)).map(({ id }) => id)));
  const recommendations = await inDatabase(arena, 'training', (query) =>
    query<{ id: string; courses: string[] }>(
      'SELECT appraisal_id AS id, array_agg(course_id::text) AS courses FROM recommendations GROUP BY 1',
    ),
  );
  const figures = await inDatabase(arena, 'monitoring', (query) =>
    query<{ name: string; value: string }>(
      `SELECT figure || ' ' || unit_id AS name, value FROM figures WHERE figure LIKE 'RECOMMENDATIONS%'`,
    ),
  );
  const profiles = await inDatabase(arena, 'employees', (query) =>
    query<{ id: string; competencies: unknown }>('SELECT employee_id AS id, competencies FROM competency_profiles'),
  );
  return {
    ...given,
    appraisals: await ids('appraisal', 'SELECT id FROM evaluations'),
    sets: await ids('training', 'SELECT appraisal_id AS id FROM recommendation_sets'),
    recommendations: new Map(recommendations.map(({ id, courses }) => [id, courses])),
    services: new Map(await Promise.all(withTables.map(async (name) => [name, await keptBy(arena, name)] as const))),
    topics: await readTopics(arena),
    figures: new Map(figures.map(({ name, value }) => [name, Number(value)])),
    profiles: new Map(profiles.map(({ id, competencies }) => [id, profileText(competencies)])),
    counted: await ids('monitoring', 'SELECT appraisal_id AS id FROM appraisals'),
    stories: await ids('monitoring', 'SELECT id FROM story_events'),
    lag: await lagOf(arena),
    groups: await groupsOf(arena),
    conditions: await conditionsOf(arena),
  };
};
