import { refuse, ReportDeadlineInput, SkmIndexInput, SkmSampleInput } from '@siger/contracts';
import type { Calculator } from '@siger/service';
import { reportDeadline, reportDeadlineFaults, type ReportDeadlineParameters } from './report-deadline.js';
import { skmIndex, skmIndexFaults, type SkmIndexParameters } from './skm-index.js';
import { skmSample, type SkmSampleParameters } from './skm-sample.js';

const skmIndexCalculator: Calculator<SkmIndexInput> = {
  rule: 'skm-index',
  input: SkmIndexInput,
  evaluate(input, parameters) {
    refuse(skmIndexFaults(input));
    return skmIndex(input, parameters as SkmIndexParameters);
  },
};

const skmSampleCalculator: Calculator<SkmSampleInput> = {
  rule: 'skm-sample',
  input: SkmSampleInput,
  evaluate: (input, parameters) => skmSample(input, parameters as SkmSampleParameters),
};

const reportDeadlineCalculator: Calculator<ReportDeadlineInput> = {
  rule: 'report-deadline',
  input: ReportDeadlineInput,
  evaluate(input, parameters, { holidays }) {
    refuse(reportDeadlineFaults(input));
    return reportDeadline(input, parameters as ReportDeadlineParameters, holidays);
  },
};

export const calculators: Calculator[] = [skmIndexCalculator, skmSampleCalculator, reportDeadlineCalculator];
