import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config.js';
import { Database } from './database.js';
import { MIGRATIONS, poolOptions, type Migration } from './options.js';
import { serviceEntities, serviceMigrations } from './tables.js';

const dataSourceOptions = (config: Config, entities: Type[]) => ({
  type: 'postgres' as const,
  url: config.databaseUrl,
  entities,
  manualInitialization: true,
  installExtensions: false,
  applicationName: `siger-${config.service}`,
  extra: poolOptions(config.databasePoolSize),
});

@Module({})
export class DatabaseModule {
  static forRoot(entities: Type[], migrations: Migration[]): DynamicModule {
    return {
      global: true,
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [Config],
          useFactory: (config: Config) => dataSourceOptions(config, [...serviceEntities, ...entities]),
        }),
      ],
      providers: [{ provide: MIGRATIONS, useValue: [...serviceMigrations, ...migrations] }, Database],
      exports: [Database],
    };
  }
}
