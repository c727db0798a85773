import { Injectable } from '@nestjs/common';
import { DomainError, skmElements, type Actor, type ElementAverage, type PublishIndex } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, RuleSets, transaction } from '@siger/service';
import { Between } from 'typeorm';
import { Access } from '../access/access.queries.js';
import { PublicServiceEntity } from '../public-service/public-service.entity.js';
import { ResponseEntity } from '../response/response.entity.js';
import { skmIndex, type SkmIndexParameters } from '../rule/skm-index.js';
import { demandPublishable, publish } from './satisfaction-index.js';
import { satisfactionIndexes } from './satisfaction-index.entity.js';

@Injectable()
export class SatisfactionIndexCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly ruleSets: RuleSets,
  ) {}

  /** Measured by the same function and stored rule set as the open calculator `skm-index`. */
  async publish(actor: Actor, publicServiceId: string, period: PublishIndex) {
    const service = await transaction().findOneBy(PublicServiceEntity, { id: publicServiceId });
    if (!service) throw new DomainError('not-found');
    await this.access.demand(actor, 'index.publish', service.unitId);
    const answers = await this.answers(publicServiceId, period);
    const publishedOn = clock.today();
    demandPublishable(period, answers.length, publishedOn);
    const rule = await this.ruleSets.inForce('skm-index', period.until);
    const { averages, index, grade, lowest } = skmIndex({ responses: answers }, rule.parameters as SkmIndexParameters);
    if (averages === null || index === null || grade === null)
      throw new DomainError('too-few-respondents', { minimum: 1, respondents: 0 });
    const named: ElementAverage[] = skmElements.map((element) => ({ element, average: averages[element] }));
    const measured = { respondents: answers.length, averages: named, index, grade, lowest };
    const basis = { ruleSetId: rule.id, legalBasis: rule.legalBasis, publishedOn };
    return this.changes.create(satisfactionIndexes, publish(newId(), service, { ...period, ...measured, ...basis }));
  }

  private async answers(publicServiceId: string, { from, until }: PublishIndex) {
    const found = await transaction().find(ResponseEntity, {
      where: { publicServiceId, on: Between(from, until) },
      select: { answers: true },
    });
    return found.map(({ answers }) => answers);
  }
}
