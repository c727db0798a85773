import { Injectable } from '@nestjs/common';
import type { CreditPointsView } from '@siger/contracts';
import { clock, RuleSets } from '@siger/service';
import { EvaluationQueries } from '../evaluation/evaluation.queries.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { creditPoints, type CreditPointsParameters } from '../rule/credit-points.js';
import { wholeMonths } from './months.js';

const lineOf = ({ id, from, until, grade, predicate }: Evaluation) => {
  const months = wholeMonths(from, until);
  return grade === null || predicate === null || months === 0
    ? []
    : [{ evaluationId: id, from, until, grade, predicate, months }];
};

/** Angka kredit by conversion, from the annual evaluations that count. */
@Injectable()
export class CreditPointsQueries {
  constructor(
    private readonly evaluations: EvaluationQueries,
    private readonly ruleSets: RuleSets,
  ) {}

  async of(employeeId: string, functional: boolean): Promise<CreditPointsView> {
    const periods = (await this.evaluations.countingForGrade(employeeId)).flatMap(lineOf);
    if (periods.length === 0 && !functional) return { employeeId, lines: [], total: null, ruleSetId: null };
    const { id: ruleSetId, parameters } = await this.ruleSets.inForce('credit-points', periods.at(-1)?.until ?? clock.today());
    const answer = creditPoints({ periods }, parameters as CreditPointsParameters);
    const lines = periods.map((period, place) => ({ ...period, points: answer.lines[place]?.points ?? '0.00' }));
    return { employeeId, lines, total: answer.total, ruleSetId };
  }
}
