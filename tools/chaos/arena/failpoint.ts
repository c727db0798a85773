import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeWhole } from '../../stack/process.ts';
import type { Point } from '../preload/failpoints.ts';

/** Where one process is to be hit. The order lies in a file that the preloaded module looks for; what it did lies in another. */
export class Failpoint {
  readonly #armed: string;
  readonly #hit: string;
  readonly environment: Readonly<Record<string, string>>;

  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true });
    this.#armed = join(folder, `${name}.armed`);
    this.#hit = join(folder, `${name}.hit`);
    this.environment = { SIGER_CHAOS_ARMED: this.#armed, SIGER_CHAOS_HIT: this.#hit };
  }

  /** At the next passage of the point after `skip` others. */
  arm(point: Point, action: 'kill' | 'stop', skip = 0): void {
    rmSync(this.#hit, { force: true });
    writeWhole(this.#armed, JSON.stringify({ point, action, skip }));
  }

  disarm(): void {
    rmSync(this.#armed, { force: true });
  }

  /** What was going on at the point, once it was passed. */
  async hit(timeoutMs: number): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    while (!existsSync(this.#hit)) {
      if (Date.now() > deadline) throw new Error(`The failpoint ${this.#armed} was not passed within ${timeoutMs / 1000} s.`);
      await sleep(10);
    }
    return readFileSync(this.#hit, 'utf8');
  }
}
