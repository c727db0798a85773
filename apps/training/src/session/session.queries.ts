import { Injectable } from '@nestjs/common';
import { DomainError, type Page, type SessionFilter, type SessionView } from '@siger/contracts';
import { pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { SessionEntity } from './session.entity.js';
import type { Session } from './session.js';

export const toView = ({ id, version, courseId, startsOn, endsOn, place, link, seats, taken }: Session): SessionView => ({
  ...{ id, version, courseId, startsOn, endsOn, place, link, seats, taken },
});

@Injectable()
export class SessionQueries {
  constructor(private readonly access: Access) {}

  /** By first day. */
  async page({ courseId, from }: SessionFilter, { limit, cursor }: Paging): Promise<Page<SessionView>> {
    const query = this.access.manager.createQueryBuilder(SessionEntity, 'session').where('true');
    if (courseId !== undefined) query.andWhere('session.courseId = :courseId', { courseId });
    if (from !== undefined) query.andWhere('session.endsOn >= :from', { from });
    if (cursor !== null) {
      const [startsOn, id] = cursor.split(' ');
      query.andWhere('(session.startsOn, session.id) > (:startsOn::date, :id::uuid)', { startsOn, id });
    }
    const rows = await query
      .orderBy('session.startsOn')
      .addOrderBy('session.id')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows.map(toView), limit, ({ startsOn, id }) => `${startsOn} ${id}`);
  }

  async one(id: string): Promise<Session> {
    const session = await this.access.manager.findOneBy(SessionEntity, { id });
    if (!session) throw new DomainError('not-found');
    return session;
  }
}
