import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { GiveNote, NoteQuery, NoteView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor, Paged, pageOf, type Paging } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff, stranger } from '../access/policy.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { NoteCommands } from './note.commands.js';
import { NoteQueries, noteView } from './note.queries.js';

@Controller('v1/notes')
@Allow(...staff)
export class NoteController {
  constructor(
    private readonly commands: NoteCommands,
    private readonly queries: NoteQueries,
    private readonly plans: PlanQueries,
    private readonly access: Access,
  ) {}

  @Post()
  @Answers(NoteView)
  async give(@CurrentActor() actor: Actor, @Body() body: GiveNote): Promise<NoteView> {
    return noteView(await this.commands.give(actor, body), { actor, relation: stranger });
  }

  @Get()
  @Allow(...reading)
  @Answers(NoteView, { page: true })
  async list(@CurrentActor() actor: Actor, @Query() { planId }: NoteQuery, @Paged() page: Paging) {
    const relation = await this.access.require(actor, 'note.read', await this.plans.get(planId));
    const found = await this.queries.ofPlan(planId, page);
    return pageOf(
      found.map((note) => noteView(note, { actor, relation })),
      page.limit,
      ({ id }) => id,
    );
  }
}
