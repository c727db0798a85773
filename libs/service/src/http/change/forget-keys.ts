import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { logger } from '../../telemetry/logger.js';

const HOUR_MS = 3_600_000;
const BATCH = 5_000;
const log = logger('idempotency');

/** An answer is kept for seven days: nobody repeats a request after that. */
const statement = `DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM idempotency_keys WHERE created_at < now() - interval '7 days' LIMIT ${String(BATCH)}))`;

/** Forgets old idempotency keys, a batch at a time, every hour. */
@Injectable()
export class ForgetKeys implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: DataSource) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => void this.forget().catch((error: unknown) => log.warn({ err: error }, 'not now')), HOUR_MS);
    this.timer.unref();
  }

  onModuleDestroy() {
    clearInterval(this.timer);
  }

  /** Answers how many keys it forgot. */
  async forget(): Promise<number> {
    if (!this.db.isInitialized) return 0;
    const [, count] = await this.db.query<[unknown, number]>(statement);
    return count < BATCH ? count : count + (await this.forget());
  }
}
