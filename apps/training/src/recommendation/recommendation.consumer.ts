import { Controller } from '@nestjs/common';
import { appraisalCompleted, type AppraisalCompleted } from '@siger/contracts';
import { OnEvent } from '@siger/messaging';
import { RecommendationCommands } from './recommendation.commands.js';

@Controller()
export class RecommendationConsumer {
  constructor(private readonly commands: RecommendationCommands) {}

  @OnEvent(appraisalCompleted, { consumer: 'training.recommendations' })
  async appraised(appraisal: AppraisalCompleted): Promise<void> {
    await this.commands.answer(appraisal);
  }
}
