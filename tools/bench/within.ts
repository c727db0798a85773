import { setTimeout as sleep } from 'node:timers/promises';

/** What a piece of work answers; raises where it takes longer than `ms`, and says then what it `fails` to do. */
export const within = async <T>(ms: number, fails: string, work: Promise<T>): Promise<T> => {
  const done = new AbortController();
  const overdue = sleep(ms, undefined, { signal: done.signal }).then(() => {
    throw new Error(`it ${fails} within ${ms / 1000} s.`);
  });
  return Promise.race([work, overdue]).finally(() => done.abort());
};
