import { Injectable } from '@nestjs/common';
import type { IndexPublished } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { transaction } from '@siger/service';
import { plans } from '../plan/plan.entity.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { recordIndex } from '../plan/realisation.js';
import { ServiceIndexEntity } from './service-index.entity.js';

@Injectable()
export class RealisationCommands {
  constructor(
    private readonly changes: Changes,
    private readonly plans: PlanQueries,
  ) {}

  /** A published index becomes the realisation of every indicator that is bound to its service. */
  async record(published: IndexPublished): Promise<void> {
    const { indexId, publicServiceId, until } = published;
    await transaction().upsert(ServiceIndexEntity, { indexId, publicServiceId, until, published }, ['indexId']);
    for (const planId of await this.plans.boundTo(publicServiceId)) {
      await this.changes.change(plans, planId, (plan) => recordIndex(plan, published));
    }
  }
}
