import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type RegisterPublicService } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { describeAs, register, setOpen, type PublicService } from './public-service.js';
import { PublicServiceEntity, publicServices } from './public-service.entity.js';
import type { Change } from '@siger/contracts';

@Injectable()
export class PublicServiceCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly directory: Directory,
  ) {}

  async register(actor: Actor, body: RegisterPublicService) {
    await this.access.demand(actor, 'service.register', body.unitId);
    if (!(await this.directory.unit(body.unitId))) throw new DomainError('not-found');
    return this.changes.create(publicServices, register(body.id ?? newId(), body, clock.today()));
  }

  describe(actor: Actor, id: string, ifMatch: number, name: string, description: string | null) {
    return this.restate(actor, id, ifMatch, (service) => describeAs(service, name, description));
  }

  setOpen(actor: Actor, id: string, ifMatch: number, open: boolean) {
    return this.restate(actor, id, ifMatch, (service) => setOpen(service, open));
  }

  private async restate(actor: Actor, id: string, ifMatch: number, decide: (service: PublicService) => Change<PublicService>) {
    const service = await transaction().findOneBy(PublicServiceEntity, { id });
    if (!service) throw new DomainError('not-found');
    // Before the version is compared: a stranger does not learn from 412 that there is something.
    await this.access.demand(actor, 'service.describe', service.unitId);
    return this.changes.change(publicServices, id, decide, { ifMatch });
  }
}
