import { Injectable } from '@nestjs/common';
import { DomainError, type Page, type PublicServiceView } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { pageOf, type Paging } from '@siger/service';
import { DataSource, MoreThan } from 'typeorm';
import type { PublicService } from './public-service.js';
import { PublicServiceEntity } from './public-service.entity.js';

@Injectable()
export class PublicServiceQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly directory: Directory,
  ) {}

  async list({ limit, cursor }: Paging, unitId: string | null): Promise<Page<PublicServiceView>> {
    const rows = await this.dataSource.getRepository(PublicServiceEntity).find({
      where: { ...(unitId ? { unitId } : {}), ...(cursor ? { id: MoreThan(cursor) } : {}) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const { items, next } = pageOf(rows, limit, ({ id }) => id);
    return { items: await this.views(items), next };
  }

  async one(id: string): Promise<PublicServiceView> {
    const service = await this.dataSource.getRepository(PublicServiceEntity).findOneBy({ id });
    if (!service) throw new DomainError('not-found');
    return this.view(service);
  }

  async view(service: PublicService): Promise<PublicServiceView> {
    const [view] = await this.views([service]);
    if (!view) throw new DomainError('not-found');
    return view;
  }

  private async views(services: readonly PublicService[]): Promise<PublicServiceView[]> {
    const units = await this.directory.units(services.map(({ unitId }) => unitId));
    return services.map(({ id, version, unitId, name, description, open, since }) => ({
      id,
      version,
      unitId,
      unitName: units.get(unitId)?.name ?? '',
      name,
      description,
      open,
      since,
    }));
  }
}
