import { Injectable } from '@nestjs/common';
import { DomainError, type Actor, type GiveNote } from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { clock, newId } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { requireUnlocked } from '../cycle/cycle.js';
import { PlanQueries } from '../plan/plan.queries.js';
import { notes } from './note.entity.js';
import { authorAs, give, type Note } from './note.js';

@Injectable()
export class NoteCommands {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly cycles: CycleQueries,
    private readonly plans: PlanQueries,
  ) {}

  async give(actor: Actor, body: GiveNote): Promise<Note> {
    if (actor.employeeId === null) throw new DomainError('forbidden');
    const plan = await this.plans.get(body.planId);
    const relation = await this.access.require(actor, 'note.give', plan);
    requireUnlocked(await this.cycles.get(plan.cycleId));
    const { id: planId, employeeId, unitId, results } = plan;
    const about = { planId, employeeId, unitId, resultIds: new Set(results.map(({ id }) => id)) };
    const author = { authorId: actor.employeeId, relation: authorAs(relation) };
    return this.changes.create(notes, give(body.id ?? newId(), body, { about, author, today: clock.today() }));
  }
}
