import {
  exact,
  halfUp,
  zero,
  type Fraction,
  type ProfessionalismIndexAnswer,
  type ProfessionalismIndexInput,
} from '@siger/contracts';

type Input = ProfessionalismIndexInput;
type Position = Input['position'];
/** Points of an indicator by position, decimals as text; a position that is not listed gets none. */
type ByPosition = Readonly<Partial<Record<Position, string>>>;

/** PermenPANRB 38/2018, PerBKN 8/2019. */
export interface ProfessionalismIndexParameters {
  readonly qualification: Readonly<Record<Input['education'], number>>;
  readonly competence: {
    readonly leadershipTraining: ByPosition;
    readonly functionalTraining: ByPosition;
    readonly technicalTraining: ByPosition;
    readonly seminar: ByPosition;
    /** Hours (JP) from which technical training counts. */
    readonly technicalHours: number;
  };
  readonly performance: Readonly<Record<Input['predicate'], number>>;
  readonly discipline: Readonly<Record<Input['punishment'], number>>;
  /** From the best down, by the exact index. */
  readonly categories: readonly { readonly name: ProfessionalismIndexAnswer['category']; readonly from: number }[];
}

const competenceOf = (input: Input, parameters: ProfessionalismIndexParameters['competence']): Fraction => {
  const points = (has: boolean, by: ByPosition) => exact((has && by[input.position]) || '0');
  return points(input.leadershipTraining, parameters.leadershipTraining)
    .add(points(input.functionalTraining, parameters.functionalTraining))
    .add(points(input.technicalHours >= parameters.technicalHours, parameters.technicalTraining))
    .add(points(input.seminar, parameters.seminar));
};

/** Indeks Profesionalitas ASN of one person. */
export const professionalismIndex = (input: Input, parameters: ProfessionalismIndexParameters): ProfessionalismIndexAnswer => {
  const parts = {
    qualification: exact(parameters.qualification[input.education]),
    competence: competenceOf(input, parameters.competence),
    performance: exact(parameters.performance[input.predicate]),
    discipline: exact(parameters.discipline[input.punishment]),
  };
  const index = Object.values(parts).reduce((sum, part) => sum.add(part), zero);
  const category = parameters.categories.find(({ from }) => index.compare(exact(from)) >= 0);
  if (!category) throw new RangeError(`No category for ${index.toString()}`);
  const figure = (part: Fraction) => halfUp(part, 2);
  return {
    index: figure(index),
    category: category.name,
    parts: {
      qualification: figure(parts.qualification),
      competence: figure(parts.competence),
      performance: figure(parts.performance),
      discipline: figure(parts.discipline),
    },
  };
};
