import { exact, halfUp, type TalentBoxAnswer, type TalentBoxInput } from '@siger/contracts';

type Performance = Exclude<TalentBoxInput['performance'], number>;
type Potential = Exclude<TalentBoxInput['potential'], number>;

/** PermenPANRB 3/2020: nine boxes; cuts and weights for axes given as numbers (0-100). */
export interface TalentBoxParameters {
  readonly boxes: Readonly<Record<Performance, Readonly<Record<Potential, number>>>>;
  /** The least number of the upper and of the middle band. */
  readonly cuts: { readonly upper: number; readonly middle: number };
  /** Decimals as text. */
  readonly weights: { readonly performance: string; readonly potential: string };
}

const levelOf = <Level>(
  value: Level | number,
  [low, middle, high]: readonly [Level, Level, Level],
  cuts: TalentBoxParameters['cuts'],
) => {
  if (typeof value !== 'number') return value;
  if (value >= cuts.upper) return high;
  return value >= cuts.middle ? middle : low;
};

/** The box of a person, and the talent score where both axes are numbers. */
export const talentBox = (input: TalentBoxInput, { boxes, cuts, weights }: TalentBoxParameters): TalentBoxAnswer => {
  const { performance, potential } = input;
  const row = levelOf<Performance>(performance, ['DI_BAWAH', 'DI_SESUAI', 'DI_ATAS'], cuts);
  const column = levelOf<Potential>(potential, ['RENDAH', 'MENENGAH', 'TINGGI'], cuts);
  const score =
    typeof performance === 'number' && typeof potential === 'number'
      ? exact(performance)
          .mul(exact(weights.performance))
          .add(exact(potential).mul(exact(weights.potential)))
      : null;
  return { box: boxes[row][column], talentScore: score && halfUp(score, 2) };
};
