import { DomainError } from '@siger/contracts';
import { sqlState, transaction } from '@siger/service';
import { PlanEditionEntity } from './plan.entity.js';
import type { Plan } from './plan.js';

const UNIQUE_VIOLATION = '23505';

const rowsOf = (plans: readonly Plan[]) =>
  plans.flatMap(({ id, results }) =>
    results.map((result) => ({ result_id: result.id, plan_id: id, parent_ids: `{${result.parentResultIds.join(',')}}` })),
  );
const sourcesOf = (plans: readonly Plan[]) =>
  plans.flatMap(({ id, results }) => {
    const services = results.flatMap(({ indicators }) => indicators.flatMap(({ source }) => source?.publicServiceId ?? []));
    return [...new Set(services)].map((publicServiceId) => ({ public_service_id: publicServiceId, plan_id: id }));
  });

/** Keeps the tables in which results and bound services are looked up in step with the plans, in the same transaction. */
export const rememberLookups = async (plans: readonly Plan[]): Promise<void> => {
  const ids = plans.map(({ id }) => id);
  const db = transaction();
  await db.query('DELETE FROM plan_results WHERE plan_id = ANY($1)', [ids]);
  await db.query('DELETE FROM plan_indicator_sources WHERE plan_id = ANY($1)', [ids]);
  try {
    await db.query(
      `INSERT INTO plan_results (result_id, plan_id, parent_ids)
       SELECT result_id, plan_id, parent_ids::uuid[] FROM jsonb_to_recordset($1) AS r(result_id uuid, plan_id uuid, parent_ids text)`,
      [JSON.stringify(rowsOf(plans))],
    );
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? new DomainError('already-exists') : error;
  }
  await db.query(
    `INSERT INTO plan_indicator_sources (public_service_id, plan_id)
     SELECT public_service_id, plan_id FROM jsonb_to_recordset($1) AS s(public_service_id uuid, plan_id uuid)`,
    [JSON.stringify(sourcesOf(plans))],
  );
};

/** Keeps what was established, so that it stays readable after a revision. */
export const rememberEditions = async (plans: readonly Plan[]): Promise<void> => {
  const editions = plans.flatMap(({ id, edition, establishedOn, results, behaviours, annexes }) =>
    establishedOn === null
      ? []
      : [{ planId: id, edition, establishedOn, results: [...results], behaviours: [...behaviours], annexes }],
  );
  await transaction().insert(PlanEditionEntity, editions);
};

/** Refuses taken-over plans whose parents are no results of their rater. */
export const requireKnownParents = async (planIds: readonly string[]): Promise<void> => {
  const [stray] = await transaction().query<{ parent: string }[]>(
    `SELECT parent FROM plan_results r JOIN plans p ON p.id = r.plan_id CROSS JOIN unnest(r.parent_ids) parent
       LEFT JOIN plan_results above ON above.result_id = parent LEFT JOIN plans leader ON leader.id = above.plan_id
     WHERE r.plan_id = ANY($1) AND leader.employee_id IS DISTINCT FROM p.rater_id LIMIT 1`,
    [planIds],
  );
  if (stray) throw new DomainError('parent-not-of-leader', { resultId: stray.parent });
};
