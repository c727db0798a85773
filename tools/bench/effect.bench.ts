import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayOf } from '@siger/calendar';
import { behaviours, demoAccounts, type Page, type PlanView } from '@siger/contracts';
import { minter } from '../stack/mint.ts';
import type { Place, StackFile } from '../stack/stack.ts';
import { median, quantile, spread, type Figure } from './goal.ts';
import { query } from './pool.ts';
import { probe } from './probe.ts';

const ROUNDS = 5;
const PER_ROUND = 40;
const EVERY_MS = 50;

/** From the commit of every appraisal.completed of the round to the commit of what it caused in training: one clock, two databases. */
const latencies = async ({ databases }: StackFile, correlationIds: string[]): Promise<number[]> => {
  type Row = { id: string; at: number };
  const owner = (name: string) => databases[name]?.ownerUrl ?? '';
  const said = await query<Row>(
    owner('appraisal'),
    `SELECT event_id AS id, extract(epoch FROM pg_xact_commit_timestamp(xid::xid))::float8 * 1000 AS at FROM outbox
      WHERE type = 'appraisal.completed.v1' AND correlation_id = ANY ($1::uuid[])`,
    [correlationIds],
  );
  const done = await query<Row>(
    owner('training'),
    `SELECT causation_id AS id, max(extract(epoch FROM pg_xact_commit_timestamp(xid::xid))::float8 * 1000) AS at FROM outbox
      WHERE type = 'recommendation.made.v1' AND causation_id = ANY ($1::uuid[]) GROUP BY 1`,
    [said.map(({ id }) => id)],
  );
  const ends = new Map(done.map(({ id, at }) => [id, at]));
  const missing = said.filter(({ id }) => !ends.has(id)).length;
  if (missing > 0) throw new Error(`${missing} of ${said.length} appraisals had no effect`);
  return said.map(({ id, at }) => (ends.get(id) ?? NaN) - at);
};

const unappraised = async (gateway: string, token: string, count: number): Promise<PlanView[]> => {
  const get = async <T>(path: string): Promise<T> =>
    (await fetch(`${gateway}${path}`, { headers: { authorization: `Bearer ${token}` } })).json() as T;
  const plans: PlanView[] = [];
  for (let next: string | null = ''; next !== null && plans.length < count;) {
    const page: Page<{ id: string; state: string; leadsUnit?: boolean }> = await get(
      `/v1/plans?limit=200${next ? `&cursor=${next}` : ''}`,
    );
    const details = await Promise.all(page.items.map(({ id }) => get<PlanView>(`/v1/plans/${id}`)));
    plans.push(
      ...details.filter(
        ({ leadsUnit, state, from }) => !leadsUnit && state === 'DITETAPKAN' && from >= `${new Date().getFullYear()}`,
      ),
    );
    next = page.next;
  }
  return plans.slice(0, count);
};

/** Commit in appraisal to recommendations committed in training, at a steady pace, with raw round trips taken in between. */
export const benchEffect = async (place: Place, stack: StackFile): Promise<Figure[]> => {
  const mint = minter({ dataFolder: place.data, issuer: stack.gateway });
  const token = await mint({ sub: demoAccounts.at(-1)?.id ?? '', roles: ['platform-admin'], lifetime: 7200 });
  const plans = await unappraised(stack.gateway, token, ROUNDS * PER_ROUND);
  const raw = await probe(stack);
  const rounds: { times: number[]; raws: number[] }[] = [];
  const finalise = async (plan: PlanView, correlationId: string) => {
    const rating = 'SESUAI_EKSPEKTASI';
    const evaluation = {
      id: randomUUID(),
      planId: plan.id,
      period: `TW${1 + (rounds.length % 4)}`,
      results: plan.results.map(({ id }) => ({ resultId: id, rating })),
      behaviours: behaviours.map((value) => ({ value, rating })),
      workResult: rating,
      behaviour: rating,
      finalisedOn: dayOf(new Date()),
    };
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-correlation-id': correlationId };
    const body = JSON.stringify({ evaluations: [evaluation] });
    const answer = await fetch(`${stack.gateway}/v1/evaluations/import`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`the import answered ${answer.status}: ${await answer.text()}`);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ids: string[] = [];
    const raws: number[] = [];
    for (const plan of plans.slice(round * PER_ROUND, (round + 1) * PER_ROUND)) {
      const correlationId = randomUUID();
      ids.push(correlationId);
      await finalise(plan, correlationId);
      // Behind the effect, not beside it: on two cores the probe would measure itself into it.
      await sleep(EVERY_MS);
      raws.push(await raw.once(), await raw.once());
    }
    await sleep(1500);
    const times = await latencies(stack, ids);
    rounds.push({ times, raws });
  }
  await raw.stop();
  const [p50, raw50] = [rounds.map(({ times }) => median(times)), rounds.map(({ raws }) => median(raws))];
  // Of all rounds together: of one round the 99th of 40 would be the worst one.
  const p99 = quantile(
    rounds.flatMap(({ times }) => times),
    0.99,
  );
  const raw99 = quantile(
    rounds.flatMap(({ raws }) => raws),
    0.99,
  );
  return [
    { name: 'appraisal committed to recommendations, median', value: median(p50), unit: 'ms', atMost: 15, detail: spread(p50) },
    {
      name: 'the same, p99 : p99 of the raw round trip',
      value: p99 / raw99,
      unit: '',
      atMost: 5,
      detail: `${p99.toFixed(1)} : ${raw99.toFixed(1)} ms`,
    },
    { name: 'raw round trip, median', value: median(raw50), unit: 'ms', detail: spread(raw50) },
  ];
};
