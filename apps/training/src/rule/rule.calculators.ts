import { CompetencyFitInput, HoursInput, invalid, ProfessionalismIndexInput, TalentBoxInput } from '@siger/contracts';
import type { Calculator } from '@siger/service';
import { competencyFit, competencyFitFaults, type CompetencyFitParameters } from './competency-fit.js';
import { hours, type HoursParameters } from './hours.js';
import { hoursFaults } from './hours-measures.js';
import { professionalismIndex, type ProfessionalismIndexParameters } from './professionalism-index.js';
import { talentBox, type TalentBoxParameters } from './talent-box.js';

const hoursCalculator: Calculator<HoursInput> = {
  rule: 'hours',
  input: HoursInput,
  faults: (body, parameters) => hoursFaults(body, parameters as HoursParameters),
  /** Refuses by itself, too: what people report of their learning comes here by another route. */
  evaluate(input, parameters) {
    const faults = hoursFaults(input, parameters as HoursParameters);
    if (faults.length > 0) throw invalid(...faults);
    return hours(input, parameters as HoursParameters);
  },
};

const competencyFitCalculator: Calculator<CompetencyFitInput> = {
  rule: 'competency-fit',
  input: CompetencyFitInput,
  faults: competencyFitFaults,
  evaluate: (input, parameters) => competencyFit(input, parameters as CompetencyFitParameters),
};

const talentBoxCalculator: Calculator<TalentBoxInput> = {
  rule: 'talent-box',
  input: TalentBoxInput,
  evaluate: (input, parameters) => talentBox(input, parameters as TalentBoxParameters),
};

const professionalismIndexCalculator: Calculator<ProfessionalismIndexInput> = {
  rule: 'professionalism-index',
  input: ProfessionalismIndexInput,
  evaluate: (input, parameters) => professionalismIndex(input, parameters as ProfessionalismIndexParameters),
};

export const calculators: Calculator[] = [
  hoursCalculator,
  competencyFitCalculator,
  talentBoxCalculator,
  professionalismIndexCalculator,
];
