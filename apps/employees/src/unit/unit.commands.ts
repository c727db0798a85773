import { Injectable } from '@nestjs/common';
import {
  DomainError,
  type Actor,
  type CloseUnit,
  type CreateUnit,
  type MoveUnit,
  type RenameUnit,
  type UnitKind,
} from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { audit, clock, newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { UnitEntity, units } from './unit.entity.js';
import { UnitQueries } from './unit.queries.js';
import { close, create, move, rename, transfer, type Unit } from './unit.js';

@Injectable()
export class UnitCommands {
  constructor(
    private readonly changes: Changes,
    private readonly queries: UnitQueries,
    private readonly access: Access,
  ) {}

  /** A new agency is the region's to make; a unit, of whoever administers its parent. */
  async create(actor: Actor, { id = newId(), parentId, regionCode = null, kind, ...body }: CreateUnit): Promise<Unit> {
    const scope = await this.access.scope(actor, 'unit.create');
    if (!scope.has(parentId)) throw new DomainError(parentId === null ? 'forbidden' : 'unit-parent-unknown');
    const parent = parentId === null ? null : await this.parent(parentId);
    if (await transaction().existsBy(UnitEntity, { code: body.code })) throw new DomainError('unit-code-taken');
    if (await transaction().existsBy(UnitEntity, { id })) throw new DomainError('already-exists');
    audit('unit.create', `units/${id}`, { parentId });
    return this.changes.create(units, create({ id, kind: kind as UnitKind, regionCode, ...body }, parent, clock.today()));
  }

  /** Both ends of the move must be the actor's; what stands below moves along, to another agency too. */
  async move(actor: Actor, id: string, { parentId, from }: MoveUnit, ifMatch?: number): Promise<Unit> {
    await this.access.requireUnit(actor, 'unit.move', id);
    const scope = await this.access.scope(actor, 'unit.move');
    if (!scope.has(parentId)) throw new DomainError('unit-parent-unknown');
    await this.holdTree();
    const decision = {
      parent: await this.parent(parentId),
      from,
      today: clock.today(),
      histories: await this.queries.histories(),
    };
    const moved = await this.changes.change(units, id, (unit) => move(unit, decision), { ifMatch });
    await this.carryAlong(moved, from);
    audit('unit.move', `units/${id}`, { parentId, from });
    return moved;
  }

  async rename(actor: Actor, id: string, body: RenameUnit, ifMatch?: number): Promise<Unit> {
    await this.access.requireUnit(actor, 'unit.move', id);
    audit('unit.rename', `units/${id}`);
    return this.changes.change(units, id, (unit) => rename(unit, body), { ifMatch });
  }

  async close(actor: Actor, id: string, { until }: CloseUnit, ifMatch: number): Promise<Unit> {
    await this.access.requireUnit(actor, 'unit.close', id);
    await this.holdTree();
    const inUse = await this.queries.inUse(id, until);
    audit('unit.close', `units/${id}`, { until });
    return this.changes.change(units, id, (unit) => close(unit, { until, today: clock.today(), inUse }), { ifMatch });
  }

  /** Two moves at once could each be right and form a ring together: one at a time, to the end of the transaction. */
  holdTree(): Promise<unknown> {
    return transaction().query(`SELECT pg_advisory_xact_lock(hashtext('units'))`);
  }

  async carryAlong({ id, agencyId }: Unit, from: string): Promise<void> {
    for (const below of await this.queries.below(id))
      await this.changes.change(units, below, (unit) => transfer(unit, agencyId, from));
  }

  private async parent(id: string): Promise<Unit> {
    const parent = await transaction().findOneBy(UnitEntity, { id });
    if (!parent) throw new DomainError('unit-parent-unknown');
    return parent;
  }
}
