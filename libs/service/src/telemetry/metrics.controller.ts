import { Controller, Get, Res } from '@nestjs/common';
import { Public } from '../auth/access.js';
import { Always } from '../http/change/change.interceptor.js';
import type { Reply } from '../http/request.js';
import { metrics } from './metrics.js';

/** For Prometheus, on the service's own port only: the gateway does not route here. */
@Public()
@Always()
@Controller('metrics')
export class MetricsController {
  @Get()
  async all(@Res({ passthrough: true }) reply: Reply) {
    void reply.header('content-type', metrics.contentType);
    return metrics.metrics();
  }
}
