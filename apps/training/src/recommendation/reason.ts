import { OVERALL, type AppraisalCompleted, type RecommendationReason, type SkmElement } from '@siger/contracts';
import type { Signal } from '../competency/competency.js';
import type { Gap } from '../competency-standard/competency-standard.js';

/** What citizens said of one public service of the employee's unit. */
export interface Voice {
  readonly publicServiceId: string;
  /** IKM, 25.00-100.00. */
  readonly index: string;
  readonly lowest: readonly string[];
}

export interface Findings {
  readonly appraisal: Pick<AppraisalCompleted, 'planId' | 'workResult' | 'behaviour' | 'results' | 'behaviours'>;
  readonly voices: readonly Voice[];
  readonly gaps: readonly Gap[];
  readonly signals: readonly Signal[];
}

/** One reason for one competency. A strong one calls for training by itself; a weak one only adds to what others say. */
export interface Argument {
  readonly competency: string;
  readonly weight: number;
  readonly strong: boolean;
  readonly reason: RecommendationReason;
}

const BELOW = 'DI_BAWAH_EKSPEKTASI';
const AT = 'SESUAI_EKSPEKTASI';
/** Ours, not law: a rating below weighs more than what citizens said, that more than one at expectation. */
const weights = { below: 4, at: 1, perGap: 2, voice: 2, poorVoice: 3 };
/** Lower bound of grade B (PermenPANRB 14/2017): below it a service is at best "kurang baik". */
const GOOD_INDEX = 76.61;
const ELEMENTS = 9;

type Rated = { ref: string; rating: string; signal: string };

const ratingArguments = (kind: 'RESULT' | 'BEHAVIOUR', rated: readonly Rated[], signals: readonly Signal[]): Argument[] =>
  rated
    .filter(({ rating }) => rating === BELOW || rating === AT)
    .flatMap(({ ref, rating, signal }) =>
      signals
        .filter((candidate) => candidate.kind === kind && candidate.signal === signal)
        .map(({ competency }) => ({
          competency,
          weight: rating === BELOW ? weights.below : weights.at,
          strong: rating === BELOW,
          reason: { kind, ref, detail: { rating } },
        })),
    );

/** The overall rating speaks where no single one explains it: official forms carry one rating for the seven values. */
const withOverall = (single: readonly Rated[], overall: Rated): readonly Rated[] =>
  single.length > 0 && (overall.rating !== BELOW || single.some(({ rating }) => rating === BELOW))
    ? single
    : [...single, overall];

const gapArguments = (gaps: readonly Gap[]): Argument[] =>
  gaps.flatMap(({ competency, standard, actual, gap }) =>
    actual === null || gap === null || gap >= 0
      ? []
      : [
          {
            competency,
            weight: weights.perGap * -gap,
            strong: true,
            reason: { kind: 'COMPETENCY_GAP', ref: competency, detail: { actual, standard, gap } },
          },
        ],
  );

const voiceArguments = (voices: readonly Voice[], signals: readonly Signal[]): Argument[] =>
  voices.flatMap(({ publicServiceId, index, lowest }) => {
    const poor = Number(index) < GOOD_INDEX;
    // Nine elements that tie are no weakness among them; of a good service they say nothing.
    if (lowest.length === ELEMENTS && !poor) return [];
    const elements = new Map<string, SkmElement[]>();
    for (const { kind, signal, competency } of signals)
      if (kind === 'SKM_ELEMENT' && lowest.includes(signal))
        elements.set(competency, [...(elements.get(competency) ?? []), signal as SkmElement].sort());
    return [...elements].map(([competency, weak]) => ({
      competency,
      weight: poor ? weights.poorVoice : weights.voice,
      strong: true,
      reason: { kind: 'CITIZEN_VOICE', ref: publicServiceId, detail: { index, elements: weak } },
    }));
  });

/** Everything that the findings say, competency by competency. */
export const argumentsOf = ({ appraisal, voices, gaps, signals }: Findings): Argument[] => {
  const { planId, workResult, behaviour, results, behaviours } = appraisal;
  const resultRatings = results.map(({ resultId, rating }) => ({ ref: resultId, rating, signal: OVERALL }));
  const behaviourRatings = behaviours.map(({ value, rating }) => ({ ref: value, rating, signal: value }));
  return [
    ...ratingArguments('RESULT', withOverall(resultRatings, { ref: planId, rating: workResult, signal: OVERALL }), signals),
    ...ratingArguments('BEHAVIOUR', withOverall(behaviourRatings, { ref: OVERALL, rating: behaviour, signal: OVERALL }), signals),
    ...gapArguments(gaps),
    ...voiceArguments(voices, signals),
  ];
};
