import { Injectable } from '@nestjs/common';
import { invalid, type BookedHours, type EmploymentStatus, type HoursAnswer, type HoursOfYear } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock, RuleSets, type RuleSet } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { calculators } from '../rule/rule.calculators.js';
import type { Activity } from './activity.js';

interface Counted {
  readonly answer: HoursAnswer;
  readonly ruleSet: RuleSet;
}

const hoursRule = () => {
  const found = calculators.find((calculator) => calculator.rule === 'hours');
  if (!found) throw new Error('The rule hours is not among the calculators of training.');
  return found;
};
const rule = hoursRule();

/** The rule `hours`, as anyone can try it, on the stored ledger. */
@Injectable()
export class HoursQueries {
  constructor(
    private readonly access: Access,
    private readonly directory: Directory,
    private readonly rules: RuleSets,
  ) {}

  /** Counts activities, in order, by the rule set of a day. */
  async count(activities: readonly Activity[], status: EmploymentStatus, on: string): Promise<Counted> {
    const ruleSet = await this.rules.inForce('hours', on);
    const facts = { today: clock.today(), holidays: new Set<string>() };
    return { ruleSet, answer: rule.evaluate({ status, activities }, ruleSet.parameters, facts) as HoursAnswer };
  }

  /** Refuses an activity that the rule cannot count, with pointers into the body that reported it. */
  async mustCount(activity: Activity, on: string): Promise<void> {
    const { parameters } = await this.rules.inForce('hours', on);
    const faults = rule.faults?.({ activities: [activity] }, parameters) ?? [];
    if (faults.length > 0)
      throw invalid(...faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/activities\/0/, '') })));
  }

  /** The ledger of a year against the target of that year; null for someone whose status is not known here. */
  async ofYear(employeeId: string, year: number): Promise<HoursOfYear | null> {
    const person = await this.directory.person(employeeId);
    if (!person) return null;
    const entries = await this.access.manager.query<BookedHours[]>(
      `SELECT id, kind, title, organiser, starts_on AS "startsOn", ends_on AS "endsOn", hours::float8 AS hours, source, source_id AS "sourceId"
       FROM hours_entries WHERE employee_id = $1 AND year = $2 ORDER BY ends_on, id`,
      [employeeId, year],
    );
    const lastDay = `${year}-12-31`;
    const { answer, ruleSet } = await this.count([], person.status, lastDay < clock.today() ? lastDay : clock.today());
    // In tenths of a thousandth: sums of +20 % would not be exact in binary.
    const booked = entries.reduce((sum, { hours }) => sum + Math.round(hours * 10_000), 0) / 10_000;
    const { id: ruleSetId, legalBasis } = ruleSet;
    return { year, booked, target: answer.target, met: booked >= answer.target, ruleSetId, legalBasis, entries };
  }
}
