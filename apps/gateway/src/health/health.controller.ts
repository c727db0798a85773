import { Controller, Get, Header, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import { metrics } from '@siger/service/edge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { healthOf } from './upstreams.js';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

@Controller()
export class HealthController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  /** The gateway keeps nothing that could break: it lives as long as it answers. */
  @Get(['health/live', 'health/startup'])
  @Header('cache-control', 'no-store')
  live() {
    return { status: 'ok', details: {} };
  }

  /** Ready when every service is; each with what is wrong. */
  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const details = await healthOf(this.config);
    const isUp = Object.values(details).every(({ status }) => status === 'up');
    void reply.status(isUp ? 200 : 503);
    return { status: isUp ? 'ok' : 'error', details };
  }

  /** For a collector on the same machine; the public, and whoever comes through a proxy, finds nothing here. */
  @Get('metrics')
  @Header('content-type', metrics.contentType)
  async metrics(@Req() request: FastifyRequest) {
    const isLocal = loopback.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
    if (!isLocal) throw new NotFoundException();
    return metrics.metrics();
  }
}
