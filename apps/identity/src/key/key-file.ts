import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { freshRing, isDue, pruned, rotated, type KeyRing } from './key-ring.js';

/** The key ring on disk, readable by its owner alone. Whoever can read it can sign tokens: a development machine's tools do. */
export class KeyFile {
  #seen = 0;

  constructor(
    private readonly path: string,
    /** Seconds that the longest-lived token lives. */
    private readonly tokenLifetime: number,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** The ring; made at the first start. */
  read(): KeyRing {
    try {
      this.#seen = statSync(this.path).mtimeMs;
      chmodSync(this.path, 0o600);
      return JSON.parse(readFileSync(this.path, 'utf8')) as KeyRing;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return this.#write(freshRing(this.now()));
      throw new Error(`The key file ${this.path} cannot be read: ${String(error)}`, { cause: error });
    }
  }

  rotate(): KeyRing {
    return this.#write(pruned(rotated(this.read(), this.now()), this.now(), this.tokenLifetime));
  }

  /** The ring if it is another than before: rotated here because it is due, or by the command in another process. */
  refreshed(rotateAfterDays: number): KeyRing | null {
    const changed = statSync(this.path).mtimeMs !== this.#seen;
    const ring = this.read();
    if (isDue(ring, this.now(), rotateAfterDays)) return this.rotate();
    const kept = pruned(ring, this.now(), this.tokenLifetime);
    if (kept.keys.length !== ring.keys.length) return this.#write(kept);
    return changed ? ring : null;
  }

  #write(ring: KeyRing): KeyRing {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(ring, null, 2), { mode: 0o600 });
    renameSync(draft, this.path);
    this.#seen = statSync(this.path).mtimeMs;
    return ring;
  }
}
