import type { Step } from './platform.ts';
import type { Say } from './supervise.ts';

/** Bootstrap tells when the command was typed, so that the times include its own work. */
const began = Number(process.env['SIGER_BEGAN'] ?? Date.now());

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Lines on stderr or stdout, each with the time since the command was typed. */
export const sayTo =
  (stream: NodeJS.WriteStream): Say =>
  (line) => {
    stream.write(`${seconds(Date.now() - began).padStart(8)}  ${line}\n`);
  };

/** A step says when it is done and how long it took; a slow one says also that it has begun. */
export const stepsTo =
  (say: Say): Step =>
  async (what, work) => {
    const since = Date.now();
    const slow = setTimeout(() => say(`${what} ...`), 2_000);
    try {
      const result = await work();
      say(`${what} (${seconds(Date.now() - since)})`);
      return result;
    } finally {
      clearTimeout(slow);
    }
  };
