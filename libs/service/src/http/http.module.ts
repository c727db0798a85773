import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AccessGuard } from '../auth/access.guard.js';
import { Keys } from '../auth/keys.js';
import { Routes } from '../auth/routes.js';
import { Tokens } from '../auth/token.js';
import { HealthController } from '../health/health.controller.js';
import { MetricsController } from '../telemetry/metrics.controller.js';
import { ChangeInterceptor } from './change/change.interceptor.js';
import { EndStreams } from './end-streams.interceptor.js';
import { ForgetKeys } from './change/forget-keys.js';
import { KnownParametersGuard } from './known-parameters.guard.js';
import { OpenApi } from './openapi/openapi.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ShapePipe } from './body/shape.pipe.js';

/** What stands around every route: who asks, what the body is, one transaction, one form of refusal. */
@Module({})
export class HttpModule {
  static forRoot({ database }: { database: boolean }): DynamicModule {
    const changes = database ? [ForgetKeys, { provide: APP_INTERCEPTOR, useClass: ChangeInterceptor }] : [];
    const controllers: Type[] = [HealthController, MetricsController, OpenApiController];
    return {
      global: true,
      module: HttpModule,
      imports: [DiscoveryModule, TerminusModule.forRoot({ errorLogStyle: 'json', logger: false })],
      controllers,
      providers: [
        Keys,
        Tokens,
        Routes,
        OpenApi,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: KnownParametersGuard },
        { provide: APP_PIPE, useClass: ShapePipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: EndStreams },
        ...changes,
      ],
      exports: [Tokens, OpenApi],
    };
  }
}
