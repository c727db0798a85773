import { Injectable } from '@nestjs/common';
import { DomainError, type AnswerSurvey, type SurveyReceipt } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId, transaction } from '@siger/service';
import { PublicServiceEntity } from '../public-service/public-service.entity.js';
import { receive } from './response.js';
import { responses } from './response.entity.js';

@Injectable()
export class ResponseCommands {
  constructor(private readonly changes: Changes) {}

  async receive(publicServiceId: string, survey: AnswerSurvey): Promise<SurveyReceipt> {
    const service = await transaction().findOneBy(PublicServiceEntity, { id: publicServiceId });
    if (!service) throw new DomainError('not-found');
    const { id, on } = await this.changes.create(responses, receive(newId(), service, survey, clock.today()));
    return { responseId: id, publicServiceId, on };
  }
}
