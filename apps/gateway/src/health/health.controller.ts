import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';
import { healthOf } from './upstreams.js';

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
}
