import {
  changed,
  fact,
  planRealisationRecorded,
  type Change,
  type IndexPublished,
  type IndexRealisation,
} from '@siger/contracts';
import type { Plan, Realisation, Result } from './plan.js';

const realisationOf = (index: IndexPublished, indicatorId: string): Realisation => ({
  indicatorId,
  value: index.index,
  indexId: index.indexId,
  publicServiceId: index.publicServiceId,
  from: index.from,
  until: index.until,
  respondents: index.respondents,
  grade: index.grade,
  lowest: index.lowest,
});

const bound = (results: readonly Result[], index: IndexPublished) =>
  results.flatMap((result) =>
    result.indicators
      .filter(({ source }) => source?.publicServiceId === index.publicServiceId)
      .map((indicator) => ({ resultId: result.id, indicatorId: indicator.id })),
  );

/** An index of the plan's time becomes the realisation of every indicator bound to its service; known ones are left alone. */
export const recordIndex = (plan: Plan, index: IndexPublished): Change<Plan> => {
  if (index.until < plan.from || index.from > plan.until) return changed(plan);
  const known = (indicatorId: string) =>
    plan.realisations.some((realisation) => realisation.indicatorId === indicatorId && realisation.indexId === index.indexId);
  const fresh = bound(plan.results, index).filter(({ indicatorId }) => !known(indicatorId));
  if (fresh.length === 0) return changed(plan);

  const realisations = [...plan.realisations, ...fresh.map(({ indicatorId }) => realisationOf(index, indicatorId))];
  const { id, cycleId, employeeId, unitId } = plan;
  const { indexId, publicServiceId, from, until, respondents } = index;
  const facts = fresh.map((place) =>
    fact(planRealisationRecorded, {
      ...{ planId: id, cycleId, employeeId, unitId, ...place },
      ...{ publicServiceId, indexId, from, until, value: index.index, respondents },
    }),
  );
  return changed({ ...plan, realisations: realisations.sort((a, b) => (a.until < b.until ? -1 : 1)) }, ...facts);
};

/** Indices that were published before the plan was bound to their service. */
export const recordIndices = ({ state, facts }: Change<Plan>, indices: readonly IndexPublished[]): Change<Plan> =>
  indices.reduce(
    (change, index) => {
      const next = recordIndex(change.state, index);
      return changed(next.state, ...change.facts, ...next.facts);
    },
    changed(state, ...facts),
  );

/** What counts in a period: the index that ended last within it, as it arrived last. */
export const realisationIn = (
  realisations: readonly Realisation[],
  indicatorId: string,
  period: Readonly<{ from: string; until: string }>,
): Realisation | null =>
  realisations
    .filter((realisation) => realisation.indicatorId === indicatorId)
    .filter(({ until }) => until >= period.from && until <= period.until)
    .at(-1) ?? null;

/** A realisation without the indicator beside which it stands. */
export const sourceOf = ({ indicatorId: _, ...realisation }: Realisation): IndexRealisation => realisation;

/** Everything that counts in a period, of all indicators. */
export const arrivedIn = (
  results: readonly Result[],
  realisations: readonly Realisation[],
  period: Readonly<{ from: string; until: string }>,
): Realisation[] =>
  results.flatMap(({ indicators }) => indicators.flatMap(({ id }) => realisationIn(realisations, id, period) ?? []));
