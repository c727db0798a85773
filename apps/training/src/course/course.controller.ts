import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { CourseFilter, CourseView, OfferCourse, type Page } from '@siger/contracts';
import { Allow, Answers, IdParam, IfMatch, Paged, type Paging } from '@siger/service';
import { allowed } from '../access/policy.js';
import { CourseCommands } from './course.commands.js';
import { CourseQueries, toView } from './course.queries.js';

@Controller('v1/courses')
export class CourseController {
  constructor(
    private readonly commands: CourseCommands,
    private readonly queries: CourseQueries,
  ) {}

  @Get()
  @Allow(...allowed['catalogue.read'])
  @Answers(CourseView, { page: true })
  list(@Query() filter: CourseFilter, @Paged() page: Paging): Promise<Page<CourseView>> {
    return this.queries.page(filter, page);
  }

  @Get(':id')
  @Allow(...allowed['catalogue.read'])
  @Answers(CourseView)
  async one(@IdParam() id: string): Promise<CourseView> {
    return toView(await this.queries.one(id));
  }

  @Post()
  @Allow(...allowed['catalogue.write'])
  @Answers(CourseView)
  async offer(@Body() body: OfferCourse): Promise<CourseView> {
    return toView(await this.commands.offer(body));
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Allow(...allowed['catalogue.write'])
  @Answers(CourseView)
  async retire(@IdParam() id: string, @IfMatch() version: number): Promise<CourseView> {
    return toView(await this.commands.retire(id, version));
  }
}
