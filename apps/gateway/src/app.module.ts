import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Config, Keys, Tokens } from '@siger/service/edge';
import type { GatewayConfig } from './config.js';
import { DocsController } from './docs/docs.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsServer } from './health/metrics.server.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { GATEWAY_CONFIG } from './tokens.js';

@Module({})
export class AppModule {
  static forRoot(config: GatewayConfig): DynamicModule {
    return {
      module: AppModule,
      controllers: [DocsController, HealthController],
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: Config, useValue: config.base },
        Keys,
        Tokens,
        MetricsServer,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Tokens],
    };
  }
}
