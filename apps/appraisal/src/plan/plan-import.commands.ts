import { Injectable } from '@nestjs/common';
import { invalid, type Actor, type EstablishedPlan, type HistoryImported } from '@siger/contracts';
import type { Scope } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { newId, transaction } from '@siger/service';
import { DomainError } from '@siger/contracts';
import { Access } from '../access/access.queries.js';
import { plans } from './plan.entity.js';
import { contentOf, takeOver, type Plan } from './plan.js';
import { rememberEditions, rememberLookups, requireKnownParents } from './plan-lookup.commands.js';
import { PlanOrigins } from './plan-origin.queries.js';
import { PlanQueries } from './plan.queries.js';
import { recordIndices } from './realisation.js';

const employeeOf = ({ employeeId }: EstablishedPlan, place: number): string => {
  if (employeeId !== undefined) return employeeId;
  throw invalid({ pointer: `/plans/${place}/employeeId`, code: 'required', detail: 'Whose plan it is.' });
};

/** Established plans of another system, taken over at once; what is known by its id is left alone. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly origins: PlanOrigins,
    private readonly queries: PlanQueries,
  ) {}

  async take(actor: Actor, bodies: readonly EstablishedPlan[]): Promise<HistoryImported> {
    const scope = await this.access.administration(actor);
    const known = await this.known(bodies);
    const taken: Plan[] = [];
    for (const [place, body] of bodies.entries()) {
      if (body.id !== undefined && known.has(body.id)) continue;
      taken.push(await this.takeOne(scope, body, employeeOf(body, place)));
    }
    await rememberLookups(taken);
    await rememberEditions(taken);
    await requireKnownParents(taken.map(({ id }) => id));
    return { imported: taken.length, existing: bodies.length - taken.length };
  }

  private async takeOne(scope: Scope, body: EstablishedPlan, employeeId: string): Promise<Plan> {
    const { origin } = await this.origins.of(body, employeeId);
    if (!scope.has(origin.unitId)) throw new DomainError('not-found');
    const content = contentOf(body, newId);
    const change = takeOver(origin, content, body.establishedOn);
    return this.changes.create(plans, recordIndices(change, await this.queries.indicesFor(content.results)));
  }

  private async known(bodies: readonly EstablishedPlan[]): Promise<Set<string>> {
    const ids = bodies.flatMap(({ id }) => id ?? []);
    const rows = await transaction().query<{ id: string }[]>('SELECT id FROM plans WHERE id = ANY($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
