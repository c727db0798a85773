import { Injectable } from '@nestjs/common';
import { DomainError, everywhere, nowhere, type Actor, type Scope } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock } from '@siger/service';
import { administrators, knows, may, overseers, readScope, stranger, writeScope, type Action, type Relation } from './policy.js';

/** Whom a thing is about, and the unit in which it came about. */
export type Subject = Readonly<{ employeeId: string; unitId: string | null }>;

/** Which thing, as the caller saw it last. */
export type Seen = Readonly<{ actor: Actor; id: string; version: number }>;

/** Whose things a list may show; null is no limit. */
export type Reach = Readonly<{ employeeIds: readonly string[] | null; unitIds: readonly string[] | null }>;
export type Wish = Readonly<{ employeeId?: string; raterId?: string; unitId?: string }>;

/** A chain of raters is as long as the ladder of offices; longer ones are a fault of the assignments. */
const LONGEST_CHAIN = 10;

/** What an actor is to somebody, from the service's own directory; never from the request. */
@Injectable()
export class Access {
  constructor(private readonly directory: Directory) {}

  async relation(actor: Actor, { employeeId, unitId }: Subject): Promise<Relation> {
    const today = clock.today();
    const administered = await this.administration(actor);
    const overseen = await this.oversight(actor);
    const people = actor.employeeId === null ? stranger : await this.among(actor.employeeId, employeeId, today);
    return { ...people, administers: administered.has(unitId), oversees: overseen.has(unitId) };
  }

  /** The relation, if it allows the action: 404 for whoever may not know of the thing, 403 for a mere reader. */
  async require(actor: Actor, action: Action, subject: Subject): Promise<Relation> {
    const relation = await this.relation(actor, subject);
    if (may(action, relation)) return relation;
    throw new DomainError(knows(relation) ? 'forbidden' : 'not-found');
  }

  async requireAdministration(actor: Actor, unitId: string) {
    const scope = await this.administration(actor);
    if (!scope.has(unitId)) throw new DomainError('not-found');
  }

  /** Where the actor administers. */
  async administration(actor: Actor): Promise<Scope> {
    if (actor.roles.includes('client')) return actor.scopes.includes(writeScope) ? everywhere : nowhere;
    return this.directory.scopeOf(actor, clock.today(), administrators);
  }

  /** Where the actor may look by office. */
  private async oversight(actor: Actor): Promise<Scope> {
    if (actor.roles.includes('client')) return actor.scopes.includes(readScope) ? everywhere : nowhere;
    return this.directory.scopeOf(actor, clock.today(), [...administrators, ...overseers]);
  }

  /** The units of the actor's agency and of whatever the actor oversees; null is every unit. */
  async agencyUnits(actor: Actor): Promise<readonly string[] | null> {
    const today = clock.today();
    const scope = await this.oversight(actor);
    if (scope.everything) return null;
    const placement = actor.employeeId === null ? null : await this.directory.placementOn(actor.employeeId, today);
    const unit = placement && (await this.directory.unit(placement.unitId));
    return unit ? [...scope.unitIds, ...(await this.directory.subtree(unit.agencyId))] : [...scope.unitIds];
  }

  /** A list of somebody's, of those whom somebody rates, of a unit; else of everything that the actor oversees, or the own. */
  async reach(actor: Actor, { employeeId, raterId, unitId }: Wish): Promise<Reach> {
    if (employeeId !== undefined) return this.ofEmployee(actor, employeeId);
    if (raterId !== undefined) return this.ofRater(actor, raterId);
    const scope = await this.oversight(actor);
    if (unitId !== undefined) {
      if (!scope.has(unitId)) throw new DomainError('not-found');
      return { employeeIds: null, unitIds: await this.directory.subtree(unitId) };
    }
    if (scope.everything) return { employeeIds: null, unitIds: null };
    if (scope.unitIds.size > 0) return { employeeIds: null, unitIds: [...scope.unitIds] };
    return { employeeIds: actor.employeeId === null ? [] : [actor.employeeId], unitIds: null };
  }

  private async ofEmployee(actor: Actor, employeeId: string): Promise<Reach> {
    await this.requireKnown(actor, employeeId);
    return { employeeIds: [employeeId], unitIds: null };
  }

  private async ofRater(actor: Actor, raterId: string): Promise<Reach> {
    if (raterId !== actor.employeeId) await this.requireKnown(actor, raterId);
    return { employeeIds: await this.directory.rates(raterId, clock.today()), unitIds: null };
  }

  private async requireKnown(actor: Actor, employeeId: string) {
    const placement = await this.directory.placementOn(employeeId, clock.today());
    const relation = await this.relation(actor, { employeeId, unitId: placement?.unitId ?? null });
    if (!knows(relation)) throw new DomainError('not-found');
  }

  private async among(actorId: string, employeeId: string, today: string): Promise<Relation> {
    if (actorId === employeeId) return { ...stranger, self: true };
    const chain = await this.chain(employeeId, today);
    const above = await this.directory.raterOn(actorId, today);
    const place = chain.indexOf(actorId);
    return {
      ...stranger,
      rater: place === 0,
      superior: place === 1,
      above: place > 0,
      peer: above !== null && above === chain[0],
      subordinate: above === employeeId,
    };
  }

  /** The rater, the rater's rater, and so on. */
  private async chain(employeeId: string, today: string): Promise<string[]> {
    const chain: string[] = [];
    let rater = await this.directory.raterOn(employeeId, today);
    while (rater !== null && !chain.includes(rater) && chain.length < LONGEST_CHAIN) {
      chain.push(rater);
      rater = await this.directory.raterOn(rater, today);
    }
    return chain;
  }
}
