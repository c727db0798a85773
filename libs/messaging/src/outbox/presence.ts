import { logger } from '@siger/service';
import type { Pool } from 'pg';
import type { Seats } from './seats.js';

const log = logger('relay');
const EVERY_MS = 4_000;
const GONE_SECONDS = 15;

/** Says that this process is there, and counts those that share the shards with it. Parameters: owner, shards, seconds. */
const PRESENT = `
WITH present AS (
  INSERT INTO outbox_instance (owner, shards, until) VALUES ($1, $2, now() + make_interval(secs => $3))
  ON CONFLICT (owner) DO UPDATE SET until = EXCLUDED.until),
gone AS (DELETE FROM outbox_instance WHERE until < now() AND owner <> $1)
SELECT 1 + count(*)::int AS instances FROM outbox_instance WHERE until >= now() AND shards = $2 AND owner <> $1`;

/** Spreads the shards over the processes of a service: none holds more than its part while others are there. */
export class Presence {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: () => Pool | undefined,
    private readonly shards: number,
    private readonly seats: Seats,
  ) {}

  start() {
    if (this.shards === 1) return;
    this.running = this.tell();
    this.timer = setInterval(() => (this.running = this.tell()), EVERY_MS).unref();
  }

  async stop() {
    clearInterval(this.timer);
    if (!this.timer) return;
    await this.running;
    await this.pool()
      ?.query('DELETE FROM outbox_instance WHERE owner = $1', [this.seats.owner])
      .catch(() => undefined);
  }

  private async tell() {
    try {
      const answer = await this.pool()?.query<{ instances: number }>(PRESENT, [this.seats.owner, this.shards, GONE_SECONDS]);
      const instances = answer?.rows[0]?.instances ?? 1;
      this.seats.most = Math.ceil(this.shards / instances);
    } catch (error) {
      log.debug({ err: error }, 'Who else sends could not be counted.');
    }
  }
}
