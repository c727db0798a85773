import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { createRemoteJWKSet } from 'jose';
import { Config } from '../config.js';
import { logger } from '../telemetry/logger.js';
import { jwksAgeSeconds } from '../telemetry/metrics.js';

const RELOAD_MS = 300_000;
const RETRY_MS = 5_000;
const log = logger('keys');

/**
 * The signing keys of the identity provider. They are loaded in the background and kept however old they are:
 * a provider that is away stops nobody who already has a token. An unknown key id reloads at most every 30 s.
 */
@Injectable()
export class Keys implements OnModuleInit, OnModuleDestroy {
  readonly set;
  private timer: NodeJS.Timeout | undefined;
  private loadedAt: number | undefined;
  private stopped = false;

  constructor(private readonly config: Config) {
    this.set = createRemoteJWKSet(new URL(config.oidcJwksUrl), {
      timeoutDuration: 5_000,
      cooldownDuration: 30_000,
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
    jwksAgeSeconds.setReader(() => this.age());
  }

  onModuleInit() {
    void this.reload();
  }

  onModuleDestroy() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Seconds since the keys were loaded; undefined before the first time. */
  private age() {
    return this.loadedAt === undefined ? undefined : (Date.now() - this.loadedAt) / 1000;
  }

  private async reload() {
    let wait = RELOAD_MS;
    try {
      await this.set.reload();
      this.loadedAt = Date.now();
    } catch (error) {
      wait = RETRY_MS;
      log.warn({ err: error, url: this.config.oidcJwksUrl }, 'The keys of the identity provider cannot be loaded; trying again.');
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.reload(), wait);
    this.timer.unref();
  }
}
