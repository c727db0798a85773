import { Injectable } from '@nestjs/common';
import {
  DomainError,
  type FunctionalGrade,
  type ImportedRow,
  type ImportPosition,
  type PositionKind,
  type Scope,
} from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { In } from 'typeorm';
import { PositionEntity } from '../position/position.entity.js';
import { create, type Position } from '../position/position.js';
import { outcome, refusal } from './import.js';

/** Rows about positions. The map is the region's: who administers less may add to it, not alter it. */
@Injectable()
export class PositionRows {
  async import(rows: readonly ImportPosition[], scope: Scope): Promise<ImportedRow[]> {
    const known = new Map<string, Position>();
    const codes = rows.map(({ code }) => code);
    for (const position of await transaction().findBy(PositionEntity, { code: In(codes) })) known.set(position.code, position);

    const brought = rows.flatMap(({ id }) => id ?? []);
    const taken = new Set((await transaction().findBy(PositionEntity, { id: In(brought) })).map(({ id }) => id));
    const write = new Map<string, Position>();
    const imported = rows.map((row, index) => {
      const pointer = `/positions/${index}`;
      try {
        const before = known.get(row.code);
        const after = next(row, before, scope);
        if (!before && taken.has(after.id)) throw new DomainError('already-exists');
        taken.add(after.id);
        if (after !== before) write.set(after.code, after);
        known.set(after.code, after);
        return outcome(pointer, before && { id: before.id, version: 0 }, { id: after.id, version: after === before ? 0 : 1 });
      } catch (error) {
        return refusal(pointer, error);
      }
    });
    await transaction().upsert(PositionEntity, [...write.values()], ['id']);
    return imported;
  }
}

const next = ({ code, name, kind, grade = null, id }: ImportPosition, before: Position | undefined, scope: Scope): Position => {
  const position = { code, name, kind: kind as PositionKind, grade: grade as FunctionalGrade | null };
  if (!before) return create({ id: id ?? newId(), ...position });
  if (before.name === name && before.kind === kind && before.grade === grade) return before;
  if (!scope.everything) throw new DomainError('position-code-taken');
  return create({ id: before.id, ...position });
};
