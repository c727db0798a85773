import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type ImportedRow, type ImportUnit } from '@siger/contracts';
import { transaction } from '@siger/service';
import { UnitCommands } from '../unit/unit.commands.js';
import { UnitEntity } from '../unit/unit.entity.js';
import type { Unit } from '../unit/unit.js';
import { outcome, refusal } from './import.js';

/** Rows about units, in their order: a parent stands before its children. */
@Injectable()
export class UnitRows {
  constructor(private readonly commands: UnitCommands) {}

  async import(actor: Actor, rows: readonly ImportUnit[]): Promise<ImportedRow[]> {
    const imported: ImportedRow[] = [];
    for (const [index, row] of rows.entries()) imported.push(await this.attempt(actor, `/units/${index}`, row));
    return imported;
  }

  private async attempt(actor: Actor, pointer: string, row: ImportUnit): Promise<ImportedRow> {
    try {
      const before = await transaction().findOneBy(UnitEntity, { code: row.code });
      const parent = await this.parent(row.parentCode);
      const after = before ? await this.update(actor, before, parent, row) : await this.create(actor, parent, row);
      return outcome(pointer, before ?? undefined, after);
    } catch (error) {
      return refusal(pointer, error);
    }
  }

  private async parent(code: string | null): Promise<Unit | null> {
    if (code === null) return null;
    const parent = await transaction().findOneBy(UnitEntity, { code });
    if (!parent) throw new DomainError('unit-parent-unknown');
    return parent;
  }

  private create(actor: Actor, parent: Unit | null, { parentCode: _, ...row }: ImportUnit): Promise<Unit> {
    return this.commands.create(actor, { ...row, parentId: parent?.id ?? null });
  }

  /** A row that was read before changes nothing, also when the unit has moved on since. */
  private async update(actor: Actor, unit: Unit, parent: Unit | null, row: ImportUnit): Promise<Unit> {
    const { from, name, regionCode = null } = row;
    if (unit.kind !== row.kind) throw new DomainError('unit-code-taken');
    const isTold = unit.parents.some((known) => known.parentId === (parent?.id ?? null) && known.from === from);
    if (!isTold && !parent) throw new DomainError('unit-top');
    const moved = isTold || !parent ? unit : await this.commands.move(actor, unit.id, { parentId: parent.id, from });
    if (moved.name === name && moved.regionCode === regionCode) return moved;
    return this.commands.rename(actor, unit.id, { name, regionCode });
  }
}
