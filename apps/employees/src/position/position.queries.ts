import { Injectable } from '@nestjs/common';
import { DomainError, type Page, type PositionView } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { IsNull, MoreThan, Not } from 'typeorm';
import { Access } from '../access/access.queries.js';
import { PositionEntity } from './position.entity.js';

@Injectable()
export class PositionQueries {
  constructor(private readonly access: Access) {}

  /** By code. */
  async page({ limit, cursor }: Paging): Promise<Page<PositionView>> {
    const code = cursor === null ? Not(IsNull()) : MoreThan(cursor);
    const rows = await this.access.manager.find(PositionEntity, { where: { code }, order: { code: 'ASC' }, take: limit + 1 });
    return pageOf(rows, limit, (position) => position.code);
  }

  async one(id: string): Promise<PositionView> {
    const position = await this.access.manager.findOneBy(PositionEntity, { id });
    if (!position) throw new DomainError('not-found');
    return position;
  }
}
