/** What is known of who asks, about the person it is about. Resolved from the service's own directory, never from the request. */
export interface Standing {
  /** The person itself. */
  readonly self: boolean;
  /** Rates the person today. */
  readonly rates: boolean;
  /** Is a training admin, and the person's unit is inside its agency today. */
  readonly administers: boolean;
}

export type Action =
  | 'read'
  | 'assess'
  | 'decide-recommendation'
  | 'request-enrolment'
  | 'cancel-enrolment'
  | 'manage-enrolment'
  | 'report-learning'
  | 'judge-learning';

const reads = ({ self, rates, administers }: Standing) => self || rates || administers;
/** Nobody assesses, approves or verifies what is its own. */
const acts = ({ self, administers }: Standing) => administers && !self;

const rules: Record<Action, (standing: Standing) => boolean> = {
  read: reads,
  assess: acts,
  'decide-recommendation': ({ self }) => self,
  'request-enrolment': ({ self, administers }) => self || administers,
  'cancel-enrolment': ({ self, administers }) => self || administers,
  'manage-enrolment': acts,
  'report-learning': ({ self }) => self,
  'judge-learning': acts,
};

export type Verdict = 'allowed' | 'forbidden' | 'hidden';

/** Who may see a person's training but not do this is told so; for anyone else the thing does not exist. */
export const judge = (action: Action, standing: Standing): Verdict => {
  if (rules[action](standing)) return 'allowed';
  return reads(standing) ? 'forbidden' : 'hidden';
};
