import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { frugal } from '../stack/stack.ts';
import type { Style } from './consumers.ts';

/** The database of a service, once it is migrated. */
export interface Ready {
  readonly url: string;
  readonly ownerUrl: string;
}
export interface Task {
  readonly kafka: { readonly brokers: string[]; readonly prefix: string };
  readonly style: Style;
  /** Of an earlier instance; without it, one of its own. */
  readonly database?: Ready;
}

export interface ServiceProcess {
  readonly pid: number;
  readonly database: Ready;
  /** Until then it is in its group and takes nothing. */
  go(): void;
  stop(): Promise<void>;
}

/** A service as production runs one, in a process whose memory and CPU are its own. */
export const startServiceProcess = async (task: Task): Promise<ServiceProcess> => {
  const child = fork(join(import.meta.dirname, 'child.ts'), [JSON.stringify(task)], {
    execArgv: [...frugal, '--disable-warning=TimeoutNegativeWarning'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A service of the bench ended with ${code}.`);
  });
  ended.catch(() => undefined);
  const [database] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
  const { pid } = child;
  if (pid === undefined) throw new Error('A service of the bench has no process.');
  return {
    ...{ pid, database },
    go: () => void child.send('go'),
    stop: async () => {
      child.send('stop');
      await ended.catch(() => undefined);
    },
  };
};
