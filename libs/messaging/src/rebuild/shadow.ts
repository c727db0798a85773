import { beforeCommit, transaction } from '@siger/service';
import type { EntityManager } from 'typeorm';
import { TransientError } from '../errors.js';
import { OF_A_REBUILD } from '../inbox/parking.js';
import { Plan, type Route } from '../inbox/plan.js';
import type { ReadModel } from '../read-model.js';

/** The new tables of a model stand in a schema of their own, and its handlers read under a name of their own. */
export interface Shadow {
  readonly model: ReadModel;
  readonly schema: string;
  readonly consumer: string;
}

export const shadowOf = (model: ReadModel): Shadow => ({
  model,
  schema: `rebuild_${model.consumer.split('.').slice(1).join().replaceAll('-', '_')}`,
  consumer: `${model.consumer}${OF_A_REBUILD}`,
});

/** What is no read model is never replayed. Of the transient kind, so that no event is given up for it while the rebuild ends. */
export class NotAReadModelError extends TransientError {
  override name = 'NotAReadModelError';
}

const inShadow = new WeakMap<EntityManager, (error: NotAReadModelError) => void>();

/** Raises in the transaction of a rebuild: an effect that leaves the service would happen a second time. */
export const refuseInRebuild = (manager: EntityManager, what: string): void => {
  const report = inShadow.get(manager);
  if (!report) return;
  const error = new NotAReadModelError(`A handler ${what}: it is no read model and cannot be rebuilt.`);
  report(error);
  throw error;
};

const namesOf = ({ model, schema }: Shadow) => model.tables.map((table) => `${schema}.${table}`).join(', ');

/**
 * Rows written in this transaction outside the shadow and the inbox, by table. PostgreSQL counts them itself, so that a raw statement
 * and a table with its schema before it are seen as well; what an earlier transaction of the connection has not reported yet is in it, too.
 */
const STRAYS = `
SELECT coalesce(json_object_agg(relid::regclass, n_tup_ins + n_tup_upd + n_tup_del), '{}') AS strays FROM pg_stat_xact_user_tables
WHERE schemaname <> $1 AND relname NOT LIKE 'inbox\\_%' AND n_tup_ins + n_tup_upd + n_tup_del > 0`;

const straysOf = async (manager: EntityManager, { schema }: Shadow) => {
  const [row] = await manager.query<{ strays: Record<string, number> }[]>(STRAYS, [schema]);
  return row?.strays ?? {};
};

/**
 * From here on the unqualified names of the model's tables mean the new ones, until the transaction ends. The lock fails where the
 * new tables are gone: a process that was held up until after the switch can write nothing into what is live now.
 */
const enter = async (manager: EntityManager, shadow: Shadow, report: (error: NotAReadModelError) => void) => {
  inShadow.set(manager, report);
  await manager.query(
    `SET LOCAL search_path = ${shadow.schema}, public; SET LOCAL synchronous_commit = off;
     LOCK TABLE ${namesOf(shadow)} IN ROW EXCLUSIVE MODE`,
  );
  const before = await straysOf(manager, shadow);
  beforeCommit(async () => {
    const after = await straysOf(manager, shadow);
    const strays = Object.keys(after).filter((table) => after[table] !== before[table]);
    if (strays.length)
      refuseInRebuild(manager, `of ${shadow.model.consumer} writes ${strays.join(', ')}, which it does not declare`);
  });
};

/** The model's own handlers, writing into the shadow. `report` is told at once of a handler that does more than that. */
export const shadowPlan = (shadow: Shadow, routes: readonly Route[], report: (error: NotAReadModelError) => void): Plan => {
  const plan = new Plan(shadow.consumer, shadow.model.lane ?? 'fast');
  for (const { subscription, call } of routes)
    plan.add({
      subscription,
      call: async (data, context) => {
        const manager = transaction();
        if (!inShadow.has(manager)) await enter(manager, shadow, report);
        return call(data, context);
      },
    });
  return plan;
};
