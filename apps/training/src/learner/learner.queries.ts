import { Injectable } from '@nestjs/common';
import type { Actor, LearnerView } from '@siger/contracts';
import { clock } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { gapsOf } from '../competency-standard/competency-standard.js';
import { CompetencyStandardQueries } from '../competency-standard/competency-standard.queries.js';
import { HoursQueries } from '../hours/hours.queries.js';
import { yearOf } from '../hours/hours.js';
import { LearnerEntity } from './learner.entity.js';

@Injectable()
export class LearnerQueries {
  constructor(
    private readonly access: Access,
    private readonly standards: CompetencyStandardQueries,
    private readonly hours: HoursQueries,
  ) {}

  /** Profile, gaps against the post of today, and the hours of a year (default: this one). */
  async one(actor: Actor, employeeId: string, year = yearOf(clock.today())): Promise<LearnerView> {
    await this.access.demand(actor, 'read', employeeId);
    const learner = await this.access.manager.findOneBy(LearnerEntity, { id: employeeId });
    const required = await this.standards.requiredOf(employeeId, clock.today());
    const hours = await this.hours.ofYear(employeeId, year);
    const competencies = [...(learner?.competencies ?? [])];
    return { employeeId, version: learner?.version ?? 0, competencies, gaps: gapsOf(competencies, required), hours };
  }
}
