import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { frugal } from '../stack/stack.ts';
import { passingPool } from './pool.ts';

export interface FlowTask {
  readonly side: 'says' | 'hears';
  readonly kafka: { readonly brokers: string[]; readonly prefix: string };
  /** Of the probe. */
  readonly topic: string;
  readonly roundMs: number;
}
interface Answer {
  /** Share of the time since the last answer in which the event loop was busy. */
  readonly busy: number;
}
type Times = readonly (readonly [key: string, at: number])[];
/** Of one round: when each message of the probe was sent, when the relay had read each row and the broker had acknowledged it. */
export interface Said extends Answer {
  readonly probes: Times;
  readonly reads: Times;
  readonly acknowledged: Times;
  /** When each of the relay's sends began and ended. */
  readonly sends: readonly (readonly [from: number, to: number])[];
}
/** Since the start: when each message of the probe was heard, when the handler had each event. */
export interface Heard extends Answer {
  readonly probes: Times;
  readonly handled: Times;
}

/** A service of the flow, as production runs one: in a process of its own. */
export const startSide = async <Of extends Answer>(task: FlowTask) => {
  const child = fork(join(import.meta.dirname, 'flow.child.ts'), [JSON.stringify(task)], {
    execArgv: [...frugal, '--disable-warning=TimeoutNegativeWarning'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The side that ${task.side} has ended with ${code}.`);
  });
  ended.catch(() => undefined);
  const answer = async <T>() => ((await Promise.race([once(child, 'message'), ended])) as [T])[0];
  const pool = passingPool(await answer<string>(), 1);
  const { pid = 0 } = child;
  return {
    ...{ pid, pool },
    round: (perSecond: number) => {
      child.send(perSecond);
      return answer<Of>();
    },
    stop: async () => {
      await pool.end();
      if (child.connected) child.send('stop');
      await ended.catch(() => undefined);
    },
  };
};
