import { Injectable, RequestMethod, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Permission } from '@siger/contracts';
import { ALLOWED, PUBLIC } from './access.js';

const METHOD = 'method';

export interface Route {
  readonly controller: Type;
  readonly name: string;
  readonly handler: object;
  readonly method: string;
  readonly isPublic: boolean;
  readonly permissions: readonly Permission[];
}

const metadata = <T>(key: string, ...targets: object[]): T | undefined =>
  targets.map((target) => Reflect.getMetadata(key, target) as T | undefined).find((value) => value !== undefined);

/** Every HTTP route of the service. Refuses the start while one of them says neither `@Public()` nor `@Allow(...)`. */
@Injectable()
export class Routes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit() {
    const open = this.all().filter(({ isPublic, permissions }) => !isPublic && permissions.length === 0);
    if (open.length === 0) return;
    const names = open.map(({ controller, name }) => `  ${controller.name}.${name}`);
    throw new Error(`Routes that say neither @Public() nor @Allow(...):\n${names.join('\n')}`);
  }

  all(): Route[] {
    return this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? this.routesOf(metatype as Type) : []));
  }

  private routesOf(controller: Type): Route[] {
    const prototype = controller.prototype as Record<string, object>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method = handler && metadata<RequestMethod>(METHOD, handler);
      if (!handler || method === undefined) return [];
      return [
        {
          controller,
          name,
          handler,
          method: RequestMethod[method],
          isPublic: metadata<boolean>(PUBLIC, handler, controller) ?? false,
          permissions: metadata<Permission[]>(ALLOWED, handler, controller) ?? [],
        },
      ];
    });
  }
}
