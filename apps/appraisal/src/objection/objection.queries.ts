import { Injectable } from '@nestjs/common';
import { DomainError, type ObjectionView } from '@siger/contracts';
import type { Paging } from '@siger/service';
import { DataSource } from 'typeorm';
import type { Reach } from '../access/access.queries.js';
import { managerOf } from '../database.js';
import { ObjectionEntity } from './objection.entity.js';
import type { Objection } from './objection.js';

const decided: readonly string[] = ['DITERIMA_DIUBAH', 'DITOLAK'];

export const objectionView = (objection: Objection): ObjectionView => {
  const { id, version, evaluationId, employeeId, raterId, unitId, state, reason, filedOn, lastDay, ruleSetId } = objection;
  const { consideration, decidedOn, correctedBy } = objection;
  return {
    ...{ id, version, evaluationId, employeeId, raterId, unitId, state, reason, filedOn, lastDay, ruleSetId },
    ...{ consideration, decidedOn, correctedBy },
    final: decided.includes(state),
  };
};

@Injectable()
export class ObjectionQueries {
  constructor(private readonly dataSource: DataSource) {}

  async get(id: string): Promise<Objection> {
    const objection = await managerOf(this.dataSource).findOneBy(ObjectionEntity, { id });
    if (!objection) throw new DomainError('not-found');
    return objection;
  }

  exists(evaluationId: string): Promise<boolean> {
    return managerOf(this.dataSource).existsBy(ObjectionEntity, { evaluationId });
  }

  list(reach: Reach, { limit, cursor }: Paging): Promise<ObjectionEntity[]> {
    const found = this.dataSource.createQueryBuilder(ObjectionEntity, 'o').orderBy('o.id', 'DESC');
    if (reach.employeeIds) found.andWhere('o.employeeId = ANY(:employeeIds)', { employeeIds: reach.employeeIds });
    if (reach.unitIds) found.andWhere('o.unitId = ANY(:unitIds)', { unitIds: reach.unitIds });
    if (cursor !== null) found.andWhere('o.id < :cursor', { cursor });
    return found.limit(limit + 1).getMany();
  }
}
