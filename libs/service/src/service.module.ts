import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { ServiceName } from '@siger/contracts';
import { Config, readConfig, type Environment } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import type { Migration } from './database/options.js';
import { HttpModule } from './http/http.module.js';
import type { Calculator } from './rules/calculator.js';
import { RulesModule } from './rules/rules.module.js';

/** Where `createService` puts the environment that it was given. */
export const ENVIRONMENT = Symbol('siger:environment');

export interface ServiceModuleOptions {
  readonly name: ServiceName;
  /** `false` for the services that keep nothing: no DATABASE_URL, no transaction, no rules. */
  readonly database?: boolean;
  readonly entities?: readonly Type[];
  readonly migrations?: readonly Migration[];
  readonly calculators?: readonly Calculator[];
}

/** What every service is made of beside its own features. */
@Module({})
export class ServiceModule {
  static forRoot(options: ServiceModuleOptions): DynamicModule {
    const { name, database = true, entities = [], migrations = [], calculators = [] } = options;
    const config = {
      provide: Config,
      inject: [{ token: ENVIRONMENT, optional: true }],
      useFactory: (env?: Environment) => readConfig(name, env ?? process.env, { database }),
    };
    return {
      global: true,
      module: ServiceModule,
      imports: [
        ...(database ? [DatabaseModule.forRoot([...entities], [...migrations]), RulesModule.forRoot(name, calculators)] : []),
        HttpModule.forRoot({ database }),
      ],
      providers: [config],
      exports: [Config],
    };
  }
}
