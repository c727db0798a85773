import { Injectable } from '@nestjs/common';
import { DomainError, type CreatePosition, type FunctionalGrade, type PositionKind } from '@siger/contracts';
import { audit, newId, transaction } from '@siger/service';
import { PositionEntity } from './position.entity.js';
import { create, type Position } from './position.js';

@Injectable()
export class PositionCommands {
  async create({ id = newId(), code, name, kind, grade = null }: CreatePosition): Promise<Position> {
    const position = create({ id, code, name, kind: kind as PositionKind, grade: grade as FunctionalGrade | null });
    if (await transaction().existsBy(PositionEntity, { code })) throw new DomainError('position-code-taken');
    if (await transaction().existsBy(PositionEntity, { id })) throw new DomainError('already-exists');
    await transaction().insert(PositionEntity, position);
    audit('position.create', `positions/${id}`);
    return position;
  }
}
