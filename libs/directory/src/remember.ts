import type { EmployeeSnapshot, UnitSnapshot } from '@siger/contracts';
import type { EntityManager } from 'typeorm';

/** The newest snapshot of each key; a batch may hold several. */
const newest = <T extends { version: number }>(snapshots: readonly T[], idOf: (snapshot: T) => string): T[] => {
  const byId = new Map<string, T>();
  for (const snapshot of snapshots) {
    const known = byId.get(idOf(snapshot));
    if (!known || known.version < snapshot.version) byId.set(idOf(snapshot), snapshot);
  }
  return [...byId.values()];
};

/**
 * Units come from several partitions, so a child may be told before its parent: each unit re-computes the paths below it.
 * One writer at a time, or two units told at once would not see each other and a path would stay short.
 */
export const rememberUnits = async (manager: EntityManager, snapshots: readonly UnitSnapshot[]): Promise<void> => {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('directory_units'))`);
  const fresh = await manager.query<{ id: string }[]>(
    `INSERT INTO directory_units (id, version, parent_id, agency_id, code, name, kind, region_code, until)
     SELECT "unitId", version, "parentId", "agencyId", code, name, kind, "regionCode", until
     FROM jsonb_to_recordset($1::jsonb) AS s("unitId" uuid, version bigint, "parentId" uuid, "agencyId" uuid, code text, name text,
       kind text, "regionCode" text, until date)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, parent_id = excluded.parent_id, agency_id = excluded.agency_id,
       code = excluded.code, name = excluded.name, kind = excluded.kind, region_code = excluded.region_code, until = excluded.until
     WHERE directory_units.version < excluded.version
     RETURNING id`,
    [JSON.stringify(newest(snapshots, ({ unitId }) => unitId))],
  );
  for (const { id } of fresh) await placePaths(manager, id);
};

/** Two moves told out of order can form a ring for a moment: the ring is cut here, and closed rightly by the later snapshot. */
const placePaths = (manager: EntityManager, unitId: string) =>
  manager.query(
    `WITH RECURSIVE tree AS (
       SELECT u.id, coalesce(p.path, '/') || u.id || '/' AS path
       FROM directory_units u
       LEFT JOIN directory_units p ON p.id = u.parent_id AND position('/' || u.id || '/' IN p.path) = 0
       WHERE u.id = $1
       UNION ALL
       SELECT child.id, tree.path || child.id || '/'
       FROM tree JOIN directory_units child ON child.parent_id = tree.id
       WHERE position('/' || child.id || '/' IN tree.path) = 0)
     UPDATE directory_units u SET path = tree.path FROM tree WHERE u.id = tree.id AND u.path <> tree.path`,
    [unitId],
  );

/** An older snapshot never overwrites a newer one. */
export const rememberPeople = async (manager: EntityManager, snapshots: readonly EmployeeSnapshot[]): Promise<void> => {
  const people = newest(snapshots, ({ employeeId }) => employeeId);
  const rows = await manager.query<{ employee_id: string }[]>(
    `INSERT INTO directory_people (employee_id, version, nip, name, status, active)
     SELECT "employeeId", version, nip, name, status, active
     FROM jsonb_to_recordset($1::jsonb) AS s("employeeId" uuid, version bigint, nip text, name text, status text, active boolean)
     ORDER BY "employeeId"
     ON CONFLICT (employee_id) DO UPDATE SET version = excluded.version, nip = excluded.nip, name = excluded.name,
       status = excluded.status, active = excluded.active
     WHERE directory_people.version < excluded.version
     RETURNING employee_id`,
    [JSON.stringify(people)],
  );
  const ids = new Set(rows.map((row) => row.employee_id));
  const fresh = people.filter(({ employeeId }) => ids.has(employeeId));
  if (fresh.length === 0) return;
  await replacePlacements(manager, [...ids], fresh);
  await replaceRaters(manager, [...ids], fresh);
};

const replacePlacements = async (manager: EntityManager, ids: string[], people: readonly EmployeeSnapshot[]) => {
  await manager.query('DELETE FROM directory_placements WHERE employee_id = ANY($1)', [ids]);
  const placements = people.flatMap(({ employeeId, placements }) =>
    placements.map((placement) => ({ employeeId, ...placement })),
  );
  await manager.query(
    `INSERT INTO directory_placements (placement_id, employee_id, unit_id, position_id, position_name, position_kind, grade, head,
       "primary", valid_from, valid_until)
     SELECT "placementId", "employeeId", "unitId", "positionId", "positionName", "positionKind", grade, head, "primary", "from", until
     FROM jsonb_to_recordset($1::jsonb) AS s("placementId" uuid, "employeeId" uuid, "unitId" uuid, "positionId" uuid,
       "positionName" text, "positionKind" text, grade text, head boolean, "primary" boolean, "from" date, until date)`,
    [JSON.stringify(placements)],
  );
};

const replaceRaters = async (manager: EntityManager, ids: string[], people: readonly EmployeeSnapshot[]) => {
  await manager.query('DELETE FROM directory_raters WHERE employee_id = ANY($1)', [ids]);
  const raters = people.flatMap(({ employeeId, raters }) => raters.map((rater) => ({ employeeId, ...rater })));
  await manager.query(
    `INSERT INTO directory_raters (employee_id, rater_id, valid_from, valid_until)
     SELECT "employeeId", "raterId", "from", until
     FROM jsonb_to_recordset($1::jsonb) AS s("employeeId" uuid, "raterId" uuid, "from" date, until date)`,
    [JSON.stringify(raters)],
  );
};

/** Erasure: nothing that names the person stays. */
export const forgetPerson = async (manager: EntityManager, employeeId: string): Promise<void> => {
  await manager.query('DELETE FROM directory_people WHERE employee_id = $1', [employeeId]);
};
