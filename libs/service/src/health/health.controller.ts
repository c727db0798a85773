import { Controller, Get, Res, ServiceUnavailableException, type OnApplicationBootstrap } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { Public } from '../auth/access.js';
import { Always } from '../http/change/change.interceptor.js';
import type { Reply } from '../http/request.js';
import { healthChecks, type Verdict } from './check.js';

/** Longer than this, a check counts as down: a probe must not hang with what it probes. */
const PATIENCE_MS = 2_000;

const inTime = (name: string, verdict: Promise<Verdict>): Promise<Verdict> => {
  const late = new Promise<Verdict>((resolve) => {
    setTimeout(() => resolve({ name, up: false, detail: 'no answer in time' }), PATIENCE_MS).unref();
  });
  return Promise.race([verdict.catch(() => ({ name, up: false, detail: 'failed' })), late]);
};

/** Live: restart me if not. Ready: send me work. Startup: I have been ready once. */
@Public()
@Always()
@Controller('health')
export class HealthController implements OnApplicationBootstrap {
  private bootstrapped = false;
  private started = false;

  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
  ) {}

  onApplicationBootstrap() {
    this.bootstrapped = true;
  }

  @Get('live')
  live(@Res({ passthrough: true }) reply: Reply) {
    return this.answer(
      reply,
      healthChecks().flatMap((check) => (check.live ? [check.live()] : [])),
    );
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: Reply) {
    return this.answer(
      reply,
      healthChecks().map((check) => check.ready()),
    );
  }

  @Get('startup')
  async startup(@Res({ passthrough: true }) reply: Reply) {
    if (!this.started && this.bootstrapped) this.started = await this.everythingIsReady();
    return this.answer(reply, [Promise.resolve({ name: 'startup', up: this.started })]);
  }

  private async everythingIsReady() {
    const verdicts = await Promise.all(healthChecks().map((check, at) => inTime(`check-${String(at)}`, check.ready())));
    return verdicts.every(({ up }) => up);
  }

  private async answer(reply: Reply, verdicts: readonly Promise<Verdict>[]) {
    void reply.header('cache-control', 'no-store');
    const settled = await Promise.all(verdicts.map((verdict, at) => inTime(`check-${String(at)}`, verdict)));
    try {
      return await this.health.check(settled.map((verdict) => () => this.indicate(verdict)));
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      void reply.status(503);
      return error.getResponse();
    }
  }

  private indicate({ name, up, detail }: Verdict) {
    const indicator = this.indicators.check(name);
    const more = detail ?? '';
    return Promise.resolve(up ? indicator.up() : indicator.down(more));
  }
}
