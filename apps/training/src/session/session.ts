import { changed, DomainError, fact, invalid, sessionScheduled, type Change } from '@siger/contracts';

export interface Session {
  readonly id: string;
  readonly version: number;
  readonly courseId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly place: string | null;
  readonly link: string | null;
  readonly seats: number;
  /** Seats that somebody has; never more than `seats`. */
  readonly taken: number;
}

type Schedule = Omit<Session, 'version' | 'taken'>;

export const schedule = (session: Schedule, course: { readonly retired: boolean }): Change<Session> => {
  if (course.retired) throw new DomainError('course-retired');
  if (session.endsOn < session.startsOn)
    throw invalid({ pointer: '/endsOn', code: 'order', detail: 'must not lie before startsOn' });
  if (session.place === null && session.link === null)
    throw invalid({ pointer: '/place', code: 'required', detail: 'give a place, a link, or both' });
  const { id: sessionId, courseId, startsOn, endsOn, seats } = session;
  return changed({ ...session, version: 1, taken: 0 }, fact(sessionScheduled, { sessionId, courseId, startsOn, endsOn, seats }));
};

export const hasSeat = ({ taken, seats }: Session) => taken < seats;
export const takeSeat = (session: Session): Change<Session> => changed({ ...session, taken: session.taken + 1 });
export const freeSeat = (session: Session): Change<Session> => changed({ ...session, taken: session.taken - 1 });
