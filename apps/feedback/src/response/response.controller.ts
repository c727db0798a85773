import { Body, Controller, Post } from '@nestjs/common';
import { AnswerSurvey, SurveyReceipt } from '@siger/contracts';
import { Answers, IdParam, Public } from '@siger/service';
import { ResponseCommands } from './response.commands.js';

@Controller('v1/public-services/:id/responses')
export class ResponseController {
  constructor(private readonly commands: ResponseCommands) {}

  @Post()
  @Public()
  @Answers(SurveyReceipt)
  receive(@IdParam() id: string, @Body() survey: AnswerSurvey) {
    return this.commands.receive(id, survey);
  }
}
