import { NipInput } from '@siger/contracts';
import type { Calculator } from '@siger/service';
import { nip, type NipParameters } from './nip.js';

const nipCalculator: Calculator<NipInput> = {
  rule: 'nip',
  input: NipInput,
  evaluate: (input, parameters, { today }) => nip(input, parameters as NipParameters, today),
};

export const calculators: Calculator[] = [nipCalculator];
