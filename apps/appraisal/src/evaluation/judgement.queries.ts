import { Injectable } from '@nestjs/common';
import { DomainError, invalid, type PredicateInput, type Rating } from '@siger/contracts';
import { RuleSets } from '@siger/service';
import { OrganisationRatingQueries } from '../organisation-rating/organisation-rating.queries.js';
import { predicate, type PredicateParameters } from '../rule/predicate.js';
import type { Evaluation, Judgement } from './evaluation.js';

export type OverallRatings = Readonly<{ workResult?: Rating; behaviour: Rating }>;
type Judged = Pick<Evaluation, 'leadsUnit' | 'unitId' | 'cycleId' | 'period' | 'until'>;

const refusal = (code: string, detail: string) => invalid({ pointer: '/workResult', code, detail });

/** The official predicate of the two overall ratings, by the rule in force on the last day of the period. */
@Injectable()
export class Judgements {
  constructor(
    private readonly ruleSets: RuleSets,
    private readonly organisations: OrganisationRatingQueries,
  ) {}

  /** The work result of the head of a unit is what the organisation achieved (SE MenPANRB 3/2023). */
  async judge(evaluation: Judged, { workResult, behaviour }: OverallRatings): Promise<Judgement> {
    if (!evaluation.leadsUnit) {
      if (workResult === undefined) throw refusal('required', 'The overall rating of the work result.');
      return this.by(evaluation.until, { workResult, behaviour }, null);
    }
    if (workResult !== undefined) throw refusal('unexpected', 'The organisation rating is the work result of a head of unit.');
    const organisation = await this.organisations.find(evaluation);
    if (!organisation) throw new DomainError('organisation-not-rated');
    return this.by(evaluation.until, { organisationPredicate: organisation.predicate, behaviour }, organisation.id);
  }

  async by(on: string, input: PredicateInput, organisationRatingId: string | null): Promise<Judgement> {
    const { id: ruleSetId, parameters } = await this.ruleSets.inForce('predicate', on);
    const answer = predicate(input, parameters as PredicateParameters);
    return { ...answer, behaviour: input.behaviour, ruleSetId, organisationRatingId };
  }
}
