import { Body, Controller, Get, HttpCode, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { holidays } from '@siger/calendar';
import { DomainError, type ServiceName } from '@siger/contracts';
import { Public } from '../auth/access.js';
import { clock } from '../clock.js';
import { Reads } from '../http/change.interceptor.js';
import { OnDay } from '../http/query.js';
import { validate } from '../http/validate.js';
import type { Calculator } from './calculator.js';
import { CALCULATORS } from './calculators.token.js';
import { RuleSets, type RuleSet } from './rule-sets.js';

interface Evaluation {
  readonly rule: string;
  readonly ruleSetId: string;
  readonly legalBasis: string;
  readonly result: unknown;
}

/** The open calculators of one service: anyone may read its rules and try them, with no account and no effect. */
export const rulesController = (service: ServiceName, calculators: readonly Calculator[]): Type => {
  const known = calculators.map(({ rule }) => rule);
  const inputs = { oneOf: calculators.map(({ input }) => ({ $ref: `#/components/schemas/${input.name}` })) };

  @Public()
  @ApiTags('rules')
  @Controller(`v1/${service}/rules`)
  class RulesController {
    constructor(
      private readonly ruleSets: RuleSets,
      @Inject(CALCULATORS) private readonly offered: readonly Calculator[],
    ) {}

    @Get()
    @ApiOperation({ summary: 'Rule sets in force on a day, with their legal basis' })
    @ApiOkResponse({ schema: { type: 'array', items: { $ref: '#/components/schemas/RuleSet' } } })
    list(@OnDay() on: string): Promise<RuleSet[]> {
      return this.ruleSets.list(on);
    }

    @Post(':rule/evaluations')
    @HttpCode(200)
    @Reads()
    @ApiOperation({ summary: 'Tries a rule as it was in force on a day' })
    @ApiParam({ name: 'rule', enum: known })
    @ApiBody({ schema: inputs })
    @ApiOkResponse({ schema: { $ref: '#/components/schemas/Evaluation' } })
    async evaluate(@Param('rule') rule: string, @OnDay() on: string, @Body() body: unknown): Promise<Evaluation> {
      const calculator = this.offered.find((candidate) => candidate.rule === rule);
      if (!calculator) throw new DomainError('not-found');
      const input = validate(calculator.input, body);
      const { id, legalBasis, parameters } = await this.ruleSets.inForce(rule, on);
      const result = calculator.evaluate(input, parameters, { today: clock.today(), holidays });
      return { rule, ruleSetId: id, legalBasis, result };
    }
  }
  return RulesController;
};
