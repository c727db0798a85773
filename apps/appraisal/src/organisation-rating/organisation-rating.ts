import { changed, fact, organisationRatingGiven, type Change, type OrganisationPredicate } from '@siger/contracts';

/** SE MenPANRB 3/2023 step 1: how a unit did in a period, as the leader one level up sees it. */
export type OrganisationRating = Readonly<{
  id: string;
  version: number;
  unitId: string;
  cycleId: string;
  period: string;
  predicate: OrganisationPredicate;
  reason: string;
  givenOn: string;
}>;

export type Verdict = Readonly<{ predicate: OrganisationPredicate; reason: string }>;
type Subject = Pick<OrganisationRating, 'id' | 'unitId' | 'cycleId' | 'period'>;

const given = (rating: OrganisationRating): Change<OrganisationRating> => {
  const { id, unitId, cycleId, period, predicate, givenOn } = rating;
  return changed(
    rating,
    fact(organisationRatingGiven, { organisationRatingId: id, unitId, cycleId, period, predicate, givenOn }),
  );
};

export const give = (subject: Subject, { predicate, reason }: Verdict, today: string) =>
  given({ ...subject, version: 1, predicate, reason, givenOn: today });

/** Judged anew: the earlier verdict stays in the events. */
export const giveAgain = (rating: OrganisationRating, { predicate, reason }: Verdict, today: string) =>
  rating.predicate === predicate && rating.reason === reason
    ? changed(rating)
    : given({ ...rating, predicate, reason, givenOn: today });
