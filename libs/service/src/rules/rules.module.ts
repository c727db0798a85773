import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceName } from '@siger/contracts';
import type { Calculator } from './calculator.js';
import { CALCULATORS } from './calculators.token.js';
import { RuleSets } from './rule-sets.js';
import { rulesController } from './rules.controller.js';

@Module({})
export class RulesModule {
  /** `RuleSets` everywhere; the two open routes where the service has calculators. */
  static forRoot(service: ServiceName, calculators: readonly Calculator[]): DynamicModule {
    return {
      global: true,
      module: RulesModule,
      controllers: calculators.length > 0 ? [rulesController(service)] : [],
      providers: [RuleSets, { provide: CALCULATORS, useValue: calculators }],
      exports: [RuleSets, CALCULATORS],
    };
  }
}
