import { Controller, Get } from '@nestjs/common';
import { StoryEventView } from '@siger/contracts';
import { Allow, Answers, IdParam, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { StoryQueries } from './story.queries.js';

@Controller('v1/stories')
export class StoryController {
  constructor(private readonly queries: StoryQueries) {}

  @Get(':correlationId')
  @Allow(...allowed['story.read'])
  @Answers(StoryEventView, { page: true })
  story(@IdParam('correlationId') correlationId: string, @Paged() page: Paging) {
    return this.queries.story(correlationId, page);
  }
}
