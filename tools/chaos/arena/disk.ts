import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf } from '../../stack/faults.ts';

const asRoot = (command: string, ...args: string[]): void => {
  const [first = command, ...rest] = process.getuid?.() === 0 ? [command, ...args] : ['sudo', '-n', command, ...args];
  execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
};

/** A file system of its own in memory, small enough to be filled to its last byte: the servers then hear what a full disk says. */
export class SmallDisk {
  readonly folder: string;
  readonly #ballast: string;
  #isMounted = false;
  #filling: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.#ballast = join(folder, 'ballast');
  }

  /** Takes root, or sudo without a password. */
  mount(megabytes: number): void {
    mkdirSync(this.folder, { recursive: true });
    const options = `size=${megabytes}m,mode=755,uid=${process.getuid?.() ?? 0}`;
    try {
      asRoot('mount', '-t', 'tmpfs', '-o', options, 'siger-chaos', this.folder);
      this.#isMounted = true;
    } catch (error) {
      throw new Error(`A small disk could not be mounted at ${this.folder}; it takes root: ${messageOf(error)}`);
    }
  }

  /** Nothing more goes in, also when something is removed meanwhile. */
  fill(): void {
    writeFileSync(this.#ballast, '');
    this.#stuff();
    this.#filling = setInterval(() => this.#stuff(), 200);
  }

  empty(): void {
    clearInterval(this.#filling);
    rmSync(this.#ballast, { force: true });
  }

  unmount(): void {
    clearInterval(this.#filling);
    if (this.#isMounted) asRoot('umount', '-l', this.folder);
    this.#isMounted = false;
  }

  #stuff(): void {
    for (const size of [1_048_576, 4_096, 1]) {
      try {
        for (const part = Buffer.alloc(size); ;) appendFileSync(this.#ballast, part);
      } catch (error) {
        if (codeOf(error) !== 'ENOSPC') throw error;
      }
    }
  }
}
