import { Injectable } from '@nestjs/common';
import { holidays } from '@siger/calendar';
import { DomainError, type Actor, type Change, type CreateCycle } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { newId, RuleSets } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { cycles } from './cycle.entity.js';
import { CycleQueries } from './cycle.queries.js';
import { close, type Cycle, type Deadlines, lock, open, prepare } from './cycle.js';

const steps = { open, close, lock } as const satisfies Record<string, (cycle: Cycle) => Change<Cycle>>;
export type CycleStep = keyof typeof steps;

@Injectable()
export class CycleCommands {
  constructor(
    private readonly changes: Changes,
    private readonly ruleSets: RuleSets,
    private readonly access: Access,
    private readonly directory: Directory,
    private readonly queries: CycleQueries,
  ) {}

  async prepare(actor: Actor, body: CreateCycle): Promise<Cycle> {
    await this.access.requireAdministration(actor, body.agencyId);
    const agency = await this.directory.unit(body.agencyId);
    if (agency?.agencyId !== body.agencyId) throw new DomainError('not-found');
    const { parameters } = await this.ruleSets.inForce('cycle-deadlines', `${body.year}-12-31`);
    return this.changes.create(cycles, prepare(body.id ?? newId(), body, parameters as Deadlines, holidays));
  }

  async step(actor: Actor, id: string, step: CycleStep, ifMatch: number): Promise<Cycle> {
    const { agencyId } = await this.queries.get(id);
    await this.access.requireAdministration(actor, agencyId);
    return this.changes.change(cycles, id, steps[step], { ifMatch });
  }
}
