import { exact, halfUp, type SkmSampleAnswer, type SkmSampleInput } from '@siger/contracts';

/** Krejcie and Morgan: chi-square for one degree of freedom at 95 %, the population's proportion, the accuracy. Decimals as text. */
export interface SkmSampleParameters {
  readonly chiSquare: string;
  readonly proportion: string;
  readonly accuracy: string;
}

/** Respondents needed for a population: X2·N·P(1-P) / (d2·(N-1) + X2·P(1-P)), to the nearest person. */
export const skmSample = ({ population }: SkmSampleInput, parameters: SkmSampleParameters): SkmSampleAnswer => {
  const proportion = exact(parameters.proportion);
  const spread = exact(parameters.chiSquare).mul(proportion).mul(exact(1).sub(proportion));
  const accuracy = exact(parameters.accuracy);
  const divisor = accuracy
    .mul(accuracy)
    .mul(population - 1)
    .add(spread);
  return { sample: Number(halfUp(spread.mul(population).div(divisor), 0)) };
};
