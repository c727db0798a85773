import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../stack/stack.ts';

export interface Played {
  readonly played: number;
  readonly failed: number;
}

const journey = join(root, 'tools/journey/main.ts');

/** Plays the journey over and over until it is ended, the last one to its end: what people do meanwhile. */
export function playing(): () => Promise<Played> {
  let [until, played, failed] = [false, 0, 0];
  const play = (async () => {
    while (!until) {
      const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', journey], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      played += 1;
      if (code !== 0) failed += 1;
    }
  })();
  return async () => {
    until = true;
    await play;
    return { played, failed };
  };
}
