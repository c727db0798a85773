import { exact, halfUp, type Score2019Answer, type Score2019Input } from '@siger/contracts';

interface Weights {
  readonly plan: string;
  readonly behaviour: string;
}

/** PP 30/2019 art. 41. Weights are decimals as text. */
export interface Score2019Parameters {
  readonly weights: { readonly withoutPeers: Weights; readonly withPeers: Weights };
  /** From the best down: the least score, and whether it takes a new idea. */
  readonly bands: readonly {
    readonly predicate: Score2019Answer['predicate'];
    readonly from: number;
    readonly newIdea: boolean;
  }[];
}

/** The numeric scale of PP 30/2019; the band is taken from the exact score. */
export const score2019 = (input: Score2019Input, { weights, bands }: Score2019Parameters): Score2019Answer => {
  const weight = input.peerOpinion ? weights.withPeers : weights.withoutPeers;
  const score = exact(input.planScore)
    .mul(exact(weight.plan))
    .add(exact(input.behaviourScore).mul(exact(weight.behaviour)));
  const band = bands.find(({ from, newIdea }) => score.compare(exact(from)) >= 0 && (!newIdea || input.newIdea));
  if (!band) throw new RangeError(`No band for a score of ${score.toString()}`);
  return { score: halfUp(score, 2), predicate: band.predicate };
};
