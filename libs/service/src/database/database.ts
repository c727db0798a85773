import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { Config } from '../config.js';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { registerHealthCheck, type Verdict } from '../health/check.js';
import { logger } from '../telemetry/logger.js';
import { poolIdle, poolTotal, poolWaiting } from '../telemetry/metrics.js';
import { isUnavailable } from './fault.js';
import { isFull } from './fullness.js';
import { migrate } from './migrate.js';
import { MIGRATIONS, type Migration } from './options.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
const log = logger('database');

/** Brings the schema up to date and connects; a database that is away is waited for, with the service already answering 503. */
@Injectable()
export class Database implements OnModuleInit, OnModuleDestroy {
  private readonly connected = Promise.withResolvers<void>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private forget = () => {};

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    @Inject(MIGRATIONS) private readonly migrations: Migration[],
  ) {}

  /** The first try is waited for, so that a service normally starts ready. A fault of settings or of a migration stops the start. */
  async onModuleInit() {
    this.forget = registerHealthCheck({ ready: () => this.verdict() });
    this.countPool();
    try {
      await this.connect();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      log.warn({ err: error }, 'The database is not reachable; the service starts without it and keeps trying.');
      this.retry(FIRST_WAIT_MS);
    }
  }

  onModuleDestroy() {
    this.stopped = true;
    this.forget();
    clearTimeout(this.timer);
  }

  /** Resolves once the schema is current and the pool is open: what needs the database at its start waits for this. */
  whenReady() {
    return this.connected.promise;
  }

  private countPool() {
    const pool = () => (this.dataSource.driver as PostgresDriver).master as pg.Pool | undefined;
    poolTotal.setReader(() => pool()?.totalCount);
    poolIdle.setReader(() => pool()?.idleCount);
    poolWaiting.setReader(() => pool()?.waitingCount);
  }

  private async connect() {
    await migrate(this.config.databaseOwnerUrl, this.migrations);
    if (!this.stopped && !this.dataSource.isInitialized) await this.dataSource.initialize();
    this.connected.resolve();
  }

  private retry(wait: number) {
    this.timer = setTimeout(() => void this.tryAgain(wait), wait);
    this.timer.unref();
  }

  private async tryAgain(wait: number) {
    if (this.stopped) return;
    try {
      await this.connect();
      log.info('The database is reachable.');
    } catch (error) {
      log.warn({ err: error }, 'The database is still not usable.');
      this.retry(Math.min(wait * 2, LONGEST_WAIT_MS));
    }
  }

  private async verdict(): Promise<Verdict> {
    if (!this.dataSource.isInitialized) return { name: 'database', up: false, detail: 'not connected yet' };
    try {
      await this.dataSource.query('SELECT 1');
      if (isFull(this.dataSource)) return { name: 'database', up: false, detail: 'takes nothing: its disk is full' };
      return { name: 'database', up: true };
    } catch {
      return { name: 'database', up: false, detail: 'not reachable' };
    }
  }
}
