import { CreditPointsInput, DistributionInput, ObjectionWindowInput, PredicateInput, Score2019Input } from '@siger/contracts';
import type { Calculator } from '@siger/service';
import { creditPoints, type CreditPointsParameters } from './credit-points.js';
import { distribution, distributionFaults, type DistributionParameters } from './distribution.js';
import { objectionWindow, objectionWindowFaults, type ObjectionWindowParameters } from './objection-window.js';
import { predicate, predicateFaults, type PredicateParameters } from './predicate.js';
import { score2019, type Score2019Parameters } from './score-2019.js';

const predicateCalculator: Calculator<PredicateInput> = {
  rule: 'predicate',
  input: PredicateInput,
  faults: predicateFaults,
  evaluate: (input, parameters) => predicate(input, parameters as PredicateParameters),
};

const distributionCalculator: Calculator<DistributionInput> = {
  rule: 'distribution',
  input: DistributionInput,
  faults: distributionFaults,
  evaluate: (input, parameters) => distribution(input, parameters as DistributionParameters),
};

const objectionWindowCalculator: Calculator<ObjectionWindowInput> = {
  rule: 'objection-window',
  input: ObjectionWindowInput,
  faults: objectionWindowFaults,
  evaluate: (input, parameters, { holidays }) => objectionWindow(input, parameters as ObjectionWindowParameters, holidays),
};

const score2019Calculator: Calculator<Score2019Input> = {
  rule: 'score-2019',
  input: Score2019Input,
  evaluate: (input, parameters) => score2019(input, parameters as Score2019Parameters),
};

const creditPointsCalculator: Calculator<CreditPointsInput> = {
  rule: 'credit-points',
  input: CreditPointsInput,
  evaluate: (input, parameters) => creditPoints(input, parameters as CreditPointsParameters),
};

export const calculators: Calculator[] = [
  predicateCalculator,
  distributionCalculator,
  objectionWindowCalculator,
  score2019Calculator,
  creditPointsCalculator,
];
