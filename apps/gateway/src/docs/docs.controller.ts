import { Controller, Get, Header, Inject, Req, Res } from '@nestjs/common';
import { asyncApi } from '@siger/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { callOf } from '../proxy/call.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { eventsPage } from './events.page.js';
import { landingPage } from './landing.page.js';
import { ApiDocuments } from './openapi.js';
import { pageHeaders } from './page.js';
import { initializer, swaggerHeaders, swaggerPage } from './swagger.page.js';

/** What people and programs read before they call: pages, OpenAPI, AsyncAPI. */
@Controller()
export class DocsController {
  readonly #documents: ApiDocuments;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {
    this.#documents = new ApiDocuments(config);
  }

  @Get('/')
  landing(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.headers(pageHeaders);
    return landingPage(callOf(request).language);
  }

  @Get('events')
  events(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.headers(pageHeaders);
    return eventsPage(callOf(request).language);
  }

  @Get('asyncapi.json')
  @Header('access-control-allow-origin', '*')
  asyncApi() {
    return asyncApi();
  }

  @Get('openapi.json')
  @Header('access-control-allow-origin', '*')
  @Header('cache-control', 'no-cache')
  openApi() {
    return this.#documents.document();
  }

  @Get('docs')
  docs(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.headers(swaggerHeaders(this.config.base.oidcIssuer));
    return swaggerPage(callOf(request).language);
  }

  @Get('docs/initializer.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  initializer() {
    return initializer;
  }
}
