import { Injectable } from '@nestjs/common';
import type { DistributionVerdict, DistributionView, OrganisationPredicate, Predicate, PredicateCounts } from '@siger/contracts';
import { RuleSets } from '@siger/service';
import { DataSource } from 'typeorm';
import { CycleQueries } from '../cycle/cycle.queries.js';
import { periodOf } from '../cycle/cycle.js';
import { OrganisationRatingQueries } from '../organisation-rating/organisation-rating.queries.js';
import { distribution, type DistributionParameters } from '../rule/distribution.js';

/** The employees of one rater, or of a unit with all below it; and the unit whose achievement sets the pattern. */
export type Group = Readonly<{ raterId: string | null; unitId: string | null; unitIds: readonly string[] | null }>;
export type When = Readonly<{ cycleId: string; period: string }>;

const nobody: PredicateCounts = { SANGAT_BAIK: 0, BAIK: 0, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 };

@Injectable()
export class DistributionQueries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cycles: CycleQueries,
    private readonly organisations: OrganisationRatingQueries,
    private readonly ruleSets: RuleSets,
  ) {}

  async of(group: Group, { cycleId, period }: When): Promise<DistributionView> {
    const { until } = periodOf(await this.cycles.get(cycleId), period);
    const counts = await this.counts(group, { cycleId, period });
    const { raterId, unitId } = group;
    const organisation = unitId === null ? null : await this.organisations.find({ unitId, cycleId, period });
    const verdict = organisation && (await this.verdict(organisation.predicate, counts, until));
    return { cycleId, period, raterId, unitId, counts, organisationPredicate: organisation?.predicate ?? null, verdict };
  }

  /** Everybody with a predicate that was not corrected; the head of the unit is not counted (SE MenPANRB 3/2023). */
  private async counts({ raterId, unitId, unitIds }: Group, { cycleId, period }: When): Promise<PredicateCounts> {
    const rows = await this.dataSource.query<{ predicate: Predicate; count: number }[]>(
      `SELECT predicate, count(*)::int AS count FROM evaluations
       WHERE cycle_id = $1 AND period = $2 AND predicate IS NOT NULL AND superseded_by IS NULL
         AND ($3::uuid[] IS NOT NULL OR rater_id = $4)
         AND ($3::uuid[] IS NULL OR unit_id = ANY($3) AND NOT (leads_unit AND unit_id = $5))
       GROUP BY predicate`,
      [cycleId, period, unitIds, raterId, unitId],
    );
    return { ...nobody, ...Object.fromEntries(rows.map(({ predicate, count }) => [predicate, count])) };
  }

  private async verdict(
    organisationPredicate: OrganisationPredicate,
    counts: PredicateCounts,
    on: string,
  ): Promise<DistributionVerdict | null> {
    if (Object.values(counts).every((count) => count === 0)) return null;
    const { id, legalBasis, parameters } = await this.ruleSets.inForce('distribution', on);
    return {
      ruleSetId: id,
      legalBasis,
      ...distribution({ organisationPredicate, counts }, parameters as DistributionParameters),
    };
  }
}
