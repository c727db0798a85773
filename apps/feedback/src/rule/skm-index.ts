import {
  exact,
  exactlyOne,
  halfUp,
  loose,
  skmElements,
  zero,
  type Fault,
  type Fraction,
  type SkmAnswers,
  type SkmFigures,
  type SkmIndexAnswer,
  type SkmIndexInput,
} from '@siger/contracts';

type Element = keyof SkmFigures;
type Averages = Readonly<Record<Element, Fraction>>;
type Grade = NonNullable<SkmIndexAnswer['grade']>;
type Weight = NonNullable<SkmIndexInput['weight']>;

/** PermenPANRB 14/2017. Decimals and ratios as text. */
export interface SkmIndexParameters {
  /** What turns an average of 1-4 into an index of 25-100. */
  readonly factor: number;
  readonly weights: Readonly<Record<Weight, string>>;
  readonly weight: Weight;
  /** From the best down, by the index as it is published (two decimals). */
  readonly grades: readonly { readonly grade: Grade; readonly from: string }[];
}

const byElement = <T>(of: (element: Element) => T): Record<Element, T> =>
  Object.fromEntries(skmElements.map((element) => [element, of(element)])) as Record<Element, T>;

/** NRR: the exact mean of the answers per element. */
const averagesOf = (responses: readonly SkmAnswers[]): Averages =>
  byElement((element) => exact(responses.reduce((sum, answers) => sum + answers[element], 0)).div(responses.length));

const indexOf = (averages: Averages, weight: Weight, parameters: SkmIndexParameters) => {
  const sum = skmElements.reduce((all, element) => all.add(averages[element]), zero);
  const index = halfUp(sum.mul(exact(parameters.weights[weight])).mul(parameters.factor), 2);
  const found = parameters.grades.find(({ from }) => exact(index).compare(exact(from)) >= 0);
  if (!found) throw new RangeError(`No grade for an index of ${index}`);
  return { index, grade: found.grade };
};

const lowestOf = (averages: Averages): Element[] => {
  const least = skmElements.map((element) => averages[element]).reduce((a, b) => (b.compare(a) < 0 ? b : a));
  return skmElements.filter((element) => averages[element].equals(least));
};

export const skmIndexFaults = (body: unknown): Fault[] => exactlyOne({ ...loose<SkmIndexInput>(body) }, 'responses', 'averages');

/** Indeks Kepuasan Masyarakat from answers or from averages. Without a respondent there is no index, not an index of zero. */
export const skmIndex = (input: SkmIndexInput, parameters: SkmIndexParameters): SkmIndexAnswer => {
  const { responses, averages: given, weight = parameters.weight } = input;
  const respondents = given ? null : (responses?.length ?? 0);
  if (respondents === 0) return { respondents, averages: null, index: null, grade: null, lowest: [] };
  const averages = given ? byElement((element) => exact(given[element])) : averagesOf(responses ?? []);
  return {
    respondents,
    averages: byElement((element) => halfUp(averages[element], 2)),
    ...indexOf(averages, weight, parameters),
    lowest: lowestOf(averages),
  };
};
