import { ReportDeadlineInput, SkmIndexInput, SkmSampleInput } from '@siger/contracts';
import type { Calculator } from '@siger/service';
import { reportDeadline, reportDeadlineFaults, type ReportDeadlineParameters } from './report-deadline.js';
import { skmIndex, skmIndexFaults, type SkmIndexParameters } from './skm-index.js';
import { skmSample, type SkmSampleParameters } from './skm-sample.js';

const skmIndexCalculator: Calculator<SkmIndexInput> = {
  rule: 'skm-index',
  input: SkmIndexInput,
  faults: skmIndexFaults,
  evaluate: (input, parameters) => skmIndex(input, parameters as SkmIndexParameters),
};

const skmSampleCalculator: Calculator<SkmSampleInput> = {
  rule: 'skm-sample',
  input: SkmSampleInput,
  evaluate: (input, parameters) => skmSample(input, parameters as SkmSampleParameters),
};

const reportDeadlineCalculator: Calculator<ReportDeadlineInput> = {
  rule: 'report-deadline',
  input: ReportDeadlineInput,
  faults: reportDeadlineFaults,
  evaluate: (input, parameters, { holidays }) => reportDeadline(input, parameters as ReportDeadlineParameters, holidays),
};

export const calculators: Calculator[] = [skmIndexCalculator, skmSampleCalculator, reportDeadlineCalculator];
