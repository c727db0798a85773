import { Controller } from '@nestjs/common';
import { learnerProfileUpdated, type LearnerProfileUpdated } from '@siger/contracts';
import { OnEvent } from '@siger/messaging';
import { transaction } from '@siger/service';
import { CompetencyProfile } from './competency.entity.js';

@Controller()
export class CompetencyConsumer {
  /** The event holds the whole profile, and events of one employee come in order: the last one counts. */
  @OnEvent(learnerProfileUpdated, { consumer: 'employees.competencies' })
  async profileUpdated({ employeeId, competencies }: LearnerProfileUpdated): Promise<void> {
    await transaction().upsert(CompetencyProfile, { employeeId, competencies }, ['employeeId']);
  }
}
