import { Injectable } from '@nestjs/common';
import { DomainError, type IndexView, type ServiceIndexView } from '@siger/contracts';
import { transaction } from '@siger/service';
import { DataSource } from 'typeorm';
import { PublicServiceEntity } from '../public-service/public-service.entity.js';
import { ResponseEntity } from '../response/response.entity.js';
import { SatisfactionIndexEntity } from './satisfaction-index.entity.js';

const view = ({ sequence: _, ...index }: SatisfactionIndexEntity): IndexView => index;

@Injectable()
export class SatisfactionIndexQueries {
  constructor(private readonly dataSource: DataSource) {}

  async of(publicServiceId: string): Promise<ServiceIndexView> {
    const service = await this.dataSource.getRepository(PublicServiceEntity).findOneBy({ id: publicServiceId });
    if (!service) throw new DomainError('not-found');
    const published = await this.dataSource.getRepository(SatisfactionIndexEntity).find({
      where: { publicServiceId },
      order: { until: 'DESC', id: 'DESC' },
      take: 50,
    });
    return {
      publicServiceId,
      name: service.name,
      waiting: await this.answersAfter(publicServiceId, published[0]?.until),
      published: published.map(view),
    };
  }

  async one(id: string): Promise<IndexView> {
    const index = await transaction().findOneBy(SatisfactionIndexEntity, { id });
    if (!index) throw new DomainError('not-found');
    return view(index);
  }

  private answersAfter(publicServiceId: string, day: string | undefined) {
    const answers = this.dataSource.getRepository(ResponseEntity).createQueryBuilder('r').where({ publicServiceId });
    return (day ? answers.andWhere('r.on > :day', { day }) : answers).getCount();
  }
}
