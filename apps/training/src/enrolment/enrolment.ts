import {
  changed,
  DomainError,
  enrolmentApproved,
  enrolmentAttended,
  enrolmentCancelled,
  enrolmentCompleted,
  enrolmentRequested,
  enrolmentWaitlisted,
  fact,
  type Change,
  type EnrolmentStatus,
} from '@siger/contracts';

export interface Enrolment {
  readonly id: string;
  readonly version: number;
  readonly sessionId: string;
  readonly courseId: string;
  readonly employeeId: string;
  readonly recommendationId: string | null;
  readonly status: EnrolmentStatus;
  /** When it joined the waiting list: the order in which seats that become free are given. */
  readonly waitingSince: Date | null;
  readonly certificateId: string | null;
}

interface Days {
  readonly startsOn: string;
  readonly endsOn: string;
}

type Wish = Pick<Enrolment, 'id' | 'sessionId' | 'courseId' | 'employeeId' | 'recommendationId'>;

const place = ({ id, sessionId, employeeId }: Wish) => ({ enrolmentId: id, sessionId, employeeId });

const whileIn = ({ status }: Enrolment, ...allowed: EnrolmentStatus[]) => {
  if (!allowed.includes(status)) throw new DomainError('enrolment-settled', { status });
};

export const request = (wish: Wish, session: Days, today: string): Change<Enrolment> => {
  if (session.endsOn < today) throw new DomainError('session-over', { endsOn: session.endsOn });
  return changed(
    { ...wish, version: 1, status: 'REQUESTED', waitingSince: null, certificateId: null },
    fact(enrolmentRequested, { ...place(wish), courseId: wish.courseId, recommendationId: wish.recommendationId }),
  );
};

/** With a free seat the employee gets it; without one it waits, and to approve it again changes nothing. */
export const approve = (enrolment: Enrolment, seatFree: boolean, now: Date): Change<Enrolment> => {
  whileIn(enrolment, 'REQUESTED', 'WAITING');
  if (seatFree)
    return changed({ ...enrolment, status: 'APPROVED', waitingSince: null }, fact(enrolmentApproved, place(enrolment)));
  if (enrolment.status === 'WAITING') return changed(enrolment);
  return changed({ ...enrolment, status: 'WAITING', waitingSince: now }, fact(enrolmentWaitlisted, place(enrolment)));
};

export const attend = (enrolment: Enrolment, { startsOn }: Days, today: string): Change<Enrolment> => {
  whileIn(enrolment, 'APPROVED');
  if (today < startsOn) throw new DomainError('session-not-started', { startsOn });
  return changed({ ...enrolment, status: 'ATTENDED' }, fact(enrolmentAttended, place(enrolment)));
};

export interface Completion extends Pick<Days, 'endsOn'> {
  readonly certificateId: string;
  readonly today: string;
}

export const complete = (enrolment: Enrolment, { endsOn, certificateId, today }: Completion): Change<Enrolment> => {
  whileIn(enrolment, 'ATTENDED');
  if (today < endsOn) throw new DomainError('session-not-over', { endsOn });
  return changed(
    { ...enrolment, status: 'COMPLETED', certificateId },
    fact(enrolmentCompleted, { ...place(enrolment), courseId: enrolment.courseId, endsOn, certificateId }),
  );
};

export const cancel = (enrolment: Enrolment): Change<Enrolment> => {
  whileIn(enrolment, 'REQUESTED', 'WAITING', 'APPROVED');
  return changed({ ...enrolment, status: 'CANCELLED', waitingSince: null }, fact(enrolmentCancelled, place(enrolment)));
};

export const holdsSeat = ({ status }: Enrolment) => status === 'APPROVED';
