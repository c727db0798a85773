import { Injectable } from '@nestjs/common';
import {
  DomainError,
  invalid,
  type Actor,
  type EstablishedPlan,
  type HistoryImported,
  type IndexPublished,
  type Scope,
} from '@siger/contracts';
import { Changes } from '@siger/messaging';
import { newId, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { CycleQueries } from '../cycle/cycle.queries.js';
import type { Cycle } from '../cycle/cycle.js';
import { plans } from './plan.entity.js';
import { type Content, contentOf, type Plan, takeOver } from './plan.js';
import { rememberEditions, rememberLookups, requireKnownParents } from './plan-lookup.commands.js';
import { PlanOrigins } from './plan-origin.queries.js';
import { PlanQueries } from './plan.queries.js';
import { recordIndices } from './realisation.js';

type Arrival = Readonly<{ body: EstablishedPlan; employeeId: string; content: Content }>;
/** What all plans of an import have in common, looked up once. */
type Common = Readonly<{
  scope: Scope;
  cycles: ReadonlyMap<string, Cycle>;
  indices: readonly IndexPublished[];
  units: Set<string>;
}>;

const arrivalOf = (body: EstablishedPlan, place: number): Arrival => {
  const { employeeId } = body;
  if (employeeId !== undefined) return { body, employeeId, content: contentOf(body, newId) };
  throw invalid({ pointer: `/plans/${place}/employeeId`, code: 'required', detail: 'Whose plan it is.' });
};

/** Established plans of another system, taken over at once; what is known by its id is left alone. */
@Injectable()
export class PlanImport {
  constructor(
    private readonly changes: Changes,
    private readonly access: Access,
    private readonly cycles: CycleQueries,
    private readonly origins: PlanOrigins,
    private readonly queries: PlanQueries,
  ) {}

  async take(actor: Actor, bodies: readonly EstablishedPlan[]): Promise<HistoryImported> {
    const known = await this.known(bodies);
    const arrivals = bodies.map(arrivalOf).filter(({ body }) => body.id === undefined || !known.has(body.id));
    const common = await this.common(actor, arrivals);
    const taken: Plan[] = [];
    for (const arrival of arrivals) taken.push(await this.takeOne(common, arrival));
    await rememberLookups(taken);
    await rememberEditions(taken);
    await requireKnownParents(taken.map(({ id }) => id));
    return { imported: taken.length, existing: bodies.length - taken.length };
  }

  private async common(actor: Actor, arrivals: readonly Arrival[]): Promise<Common> {
    const scope = await this.access.administration(actor);
    const cycles = await this.cycles.byId(new Set(arrivals.map(({ body }) => body.cycleId)));
    const indices = await this.queries.indicesFor(arrivals.flatMap(({ content }) => content.results));
    return { scope, cycles, indices, units: new Set() };
  }

  private async takeOne(common: Common, { body, employeeId, content }: Arrival): Promise<Plan> {
    const cycle = common.cycles.get(body.cycleId);
    if (!cycle) throw new DomainError('not-found');
    const origin = await this.origins.of(cycle, body, employeeId);
    await this.admit(common, cycle, origin.unitId);
    return this.changes.create(plans, recordIndices(takeOver(origin, content, body.establishedOn), common.indices));
  }

  private async admit({ scope, units }: Common, cycle: Cycle, unitId: string) {
    const place = `${cycle.id} ${unitId}`;
    if (units.has(place)) return;
    if (!scope.has(unitId)) throw new DomainError('not-found');
    await this.cycles.requireUnit(cycle, unitId);
    units.add(place);
  }

  private async known(bodies: readonly EstablishedPlan[]): Promise<Set<string>> {
    const ids = bodies.flatMap(({ id }) => id ?? []);
    const rows = await transaction().query<{ id: string }[]>('SELECT id FROM plans WHERE id = ANY($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
