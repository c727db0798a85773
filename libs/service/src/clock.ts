import { dayOf } from '@siger/calendar';

let read = () => new Date();

/** The one clock of a process, so that a spec can set it. */
export const clock = {
  now: (): Date => read(),
  /** The day in Asia/Jakarta, `YYYY-MM-DD`. */
  today: (): string => dayOf(read()),
};

/** For specs: a fixed instant, or the real time again. */
export const setClock = (at: Date | string | null) => {
  read = at === null ? () => new Date() : () => new Date(at);
};
