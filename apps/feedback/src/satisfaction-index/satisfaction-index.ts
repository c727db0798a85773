import { changed, DomainError, fact, indexPublished, type ElementAverage, type PublishIndex } from '@siger/contracts';
import type { PublicService } from '../public-service/public-service.js';

/** Fewer answers than this could point to a person, so no index is published. */
const MINIMUM_RESPONDENTS = 5;

export type SatisfactionIndex = Readonly<{
  id: string;
  version: number;
  publicServiceId: string;
  unitId: string;
  from: string;
  until: string;
  respondents: number;
  index: string;
  grade: string;
  averages: ElementAverage[];
  lowest: string[];
  ruleSetId: string;
  legalBasis: string;
  publishedOn: string;
}>;

/** What the rule of the survey made of the answers. */
export type Measured = Readonly<{
  respondents: number;
  index: string;
  grade: string;
  averages: ElementAverage[];
  lowest: string[];
}>;
export type Basis = Readonly<{ ruleSetId: string; legalBasis: string }>;

/** A period can be published when it is over or ends today, and enough people answered. */
export const demandPublishable = ({ from, until }: PublishIndex, respondents: number, today: string) => {
  if (until < from || until > today) throw new DomainError('period-not-over');
  if (respondents < MINIMUM_RESPONDENTS)
    throw new DomainError('too-few-respondents', { minimum: MINIMUM_RESPONDENTS, respondents });
};

export const publish = (
  id: string,
  { id: publicServiceId, unitId }: PublicService,
  stated: PublishIndex & Measured & Basis & { publishedOn: string },
) => {
  const { legalBasis, publishedOn, ...told } = stated;
  return changed<SatisfactionIndex>(
    { id, version: 1, publicServiceId, unitId, legalBasis, publishedOn, ...told },
    fact(indexPublished, { indexId: id, publicServiceId, unitId, ...told }),
  );
};
