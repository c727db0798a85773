import { Body, Controller, Get, HttpCode, Inject, Param, Post, type Type } from '@nestjs/common';
import { holidays } from '@siger/calendar';
import { DomainError, type Page, type ServiceName } from '@siger/contracts';
import { Public } from '../auth/access.js';
import { clock } from '../clock.js';
import { Reads } from '../http/change/change.interceptor.js';
import { Paged, pageOf, type Paging } from '../http/page.js';
import { OnDay } from '../http/query.js';
import type { Calculator } from './calculator.js';
import { CALCULATORS } from './calculators.token.js';
import { RuleSets, type RuleSet } from './rule-sets.js';
import { readInput } from './rule-input.js';

interface Evaluation {
  readonly rule: string;
  readonly ruleSetId: string;
  readonly legalBasis: string;
  readonly result: unknown;
}

const placeOf = ({ rule, effectiveFrom }: RuleSet) => `${rule} ${effectiveFrom}`;

/** The open calculators of one service: anyone may read its rules and try them, with no account and no effect. */
export const rulesController = (service: ServiceName): Type => {
  @Public()
  @Controller(`v1/${service}/rules`)
  class RulesController {
    constructor(
      private readonly ruleSets: RuleSets,
      @Inject(CALCULATORS) private readonly offered: readonly Calculator[],
    ) {}

    @Get()
    async list(@OnDay() on: string, @Paged() { limit, cursor }: Paging): Promise<Page<RuleSet>> {
      const inForce = await this.ruleSets.list(on);
      const rows = inForce.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).filter((row) => !cursor || placeOf(row) > cursor);
      return pageOf(rows, limit, placeOf);
    }

    @Post(':rule/evaluations')
    @HttpCode(200)
    @Reads()
    async evaluate(@Param('rule') rule: string, @OnDay() on: string, @Body() body: unknown): Promise<Evaluation> {
      const calculator = this.offered.find((candidate) => candidate.rule === rule);
      if (!calculator) throw new DomainError('not-found');
      const { input, ruleSet } = await readInput(calculator, body, () => this.ruleSets.inForce(rule, on));
      const { id, legalBasis, parameters } = ruleSet;
      const result = calculator.evaluate(input, parameters, { today: clock.today(), holidays });
      return { rule, ruleSetId: id, legalBasis, result };
    }
  }
  return RulesController;
};
