import { Module, type DynamicModule } from '@nestjs/common';
import type { ServiceName } from '@siger/contracts';
import { directoryConsumer } from './directory.consumer.js';
import { Directory } from './directory.js';

/** `DirectoryModule.forRoot({ service })` in a service's root module; `Directory` is then injectable everywhere. */
@Module({})
export class DirectoryModule {
  static forRoot({ service }: { service: ServiceName }): DynamicModule {
    return {
      module: DirectoryModule,
      global: true,
      controllers: [directoryConsumer(service)],
      providers: [Directory],
      exports: [Directory],
    };
  }
}
