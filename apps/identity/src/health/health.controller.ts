import { Controller, Get, Header } from '@nestjs/common';
import { metrics } from '@siger/service/edge';

/** Identity holds all it needs in its own process: it is ready as soon as it listens. */
@Controller()
export class HealthController {
  @Get(['health/live', 'health/ready', 'health/start'])
  @Header('cache-control', 'no-store')
  health() {
    return { status: 'up', checks: [] };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics() {
    return metrics.metrics();
  }
}
