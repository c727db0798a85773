import { Injectable } from '@nestjs/common';
import { DomainError, type Page, type UnitView } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { UnitEntity } from './unit.entity.js';
import { parentOn, type ParentFrom, type Unit } from './unit.js';

/** Field by field: a row holds more than its view shows. */
export const toView = ({ id, version, parentId, agencyId, code, name, kind, regionCode, until, parents }: Unit): UnitView => ({
  id,
  version,
  parentId,
  agencyId,
  code,
  name,
  kind,
  regionCode,
  until,
  parents: [...parents],
});

@Injectable()
export class UnitQueries {
  constructor(private readonly access: Access) {}

  /** The units that exist on a day, by code, each under the parent of that day. */
  async on(day: string, { limit, cursor }: Paging, agencyId: string | null): Promise<Page<UnitView>> {
    const rows = await this.access.manager
      .createQueryBuilder(UnitEntity, 'u')
      .where(`(u.until IS NULL OR u.until >= :day) AND (u.parents -> 0 ->> 'from')::date <= :day`, { day })
      .andWhere('(:agencyId::uuid IS NULL OR u.agencyId = :agencyId)', { agencyId })
      .andWhere('(:cursor::text IS NULL OR u.code > :cursor)', { cursor })
      .orderBy('u.code')
      .limit(limit + 1)
      .getMany();
    return pageOf(
      rows.map((unit) => ({ ...toView(unit), parentId: parentOn(unit.parents, day) ?? null })),
      limit,
      ({ code }) => code,
    );
  }

  async one(id: string): Promise<UnitView> {
    return toView(await this.find(id));
  }

  async find(id: string): Promise<Unit> {
    const unit = await this.access.manager.findOneBy(UnitEntity, { id });
    if (!unit) throw new DomainError('not-found');
    return unit;
  }

  /** The parents of every unit of the region: a move may tie any two trees. */
  async histories(): Promise<Map<string, readonly ParentFrom[]>> {
    const rows = await this.access.manager.find(UnitEntity, { select: { id: true, parents: true } });
    return new Map(rows.map(({ id, parents }) => [id, parents]));
  }

  /** Ids of all units below, nearest first. */
  async below(id: string): Promise<string[]> {
    const rows = await this.access.manager.query<{ id: string }[]>(
      `WITH RECURSIVE below AS (
         SELECT id FROM units WHERE parent_id = $1
         UNION
         SELECT child.id FROM below JOIN units child ON child.parent_id = below.id)
       SELECT id FROM below`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** Whether a unit stands below it or somebody is placed in it after the day. */
  async inUse(id: string, after: string): Promise<boolean> {
    const rows = await this.access.manager.query<{ used: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM units WHERE parent_id = $1 AND until IS NULL) OR EXISTS (
         SELECT 1 FROM employees e, jsonb_to_recordset(e.placements) AS p("unitId" uuid, until date)
         WHERE jsonb_path_query_array(e.placements, '$[*].unitId') ? $1::text AND p."unitId" = $1
           AND (p.until IS NULL OR p.until > $2)) AS used`,
      [id, after],
    );
    return rows[0]?.used ?? false;
  }
}
