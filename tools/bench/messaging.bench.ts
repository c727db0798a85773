import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
import type { Figure } from './goal.ts';
import { type PartName, parts, type Progress, type Tell } from './parts.ts';

/** What a part says: what it is at, and at its end what it has measured. */
export type Told = { readonly doing: string } | { readonly figures: readonly Figure[] };

export const partsOfMessaging = Object.keys(parts) as PartName[];

/**
 * One part in a process of its own, on servers of its own: code that V8 has made for one part, and a heap that another has filled,
 * would be measured with it.
 */
const measure = async (name: PartName, progress: Progress, tell: Tell): Promise<void> => {
  const child = fork(join(import.meta.dirname, 'part.ts'), [name], { serialization: 'advanced' });
  child.on('message', (told: Told) => {
    if ('doing' in told) progress(told.doing);
    else tell(told.figures);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== 0) throw new Error(`its process ended with ${signal ?? code}; why is said above.`);
};

/** The event machinery: all of its parts, or those that are named. Debezium takes minutes and is measured where it is asked for. */
export const benchMessaging = async (
  progress: Progress,
  tell: (...figures: readonly Figure[]) => void,
  { wanted, withDebezium }: { wanted: readonly string[]; withDebezium: boolean },
): Promise<void> => {
  const isWanted = (name: PartName) => wanted.includes(name) || (name === 'debezium' ? withDebezium : wanted.length === 0);
  for (const name of partsOfMessaging.filter(isWanted))
    await attempt(`messaging ${name}`, () => measure(name, progress, (figures) => tell(...figures)));
};
