import { people, type Actor, type Permission } from '@siger/contracts';

/** A machine that writes may read what it wrote. */
const machines = ['scope:training:read', 'scope:training:write'] as const;

/** Who may call a route at all; whose learning they reach with it, `judge` says. `employee` means: own things, and those of people one rates. */
export const allowed = {
  'catalogue.read': [...people, ...machines],
  'catalogue.write': ['training-admin', 'platform-admin', 'scope:training:write'],
  'learning.read': ['employee', 'training-admin', ...machines],
  'learning.own': ['employee', 'training-admin'],
  'enrolment.request': ['employee', 'training-admin', 'scope:training:write'],
  'learning.manage': ['training-admin', 'scope:training:write'],
} as const satisfies Record<string, readonly Permission[]>;

/** What is known of who asks, about the person it is about. Resolved from the service's own directory, never from the request. */
export interface Standing {
  /** The person itself. */
  readonly self: boolean;
  /** Rates the person today. */
  readonly rates: boolean;
  /** Is a training admin and the person's unit is inside its agency today, or a machine that may write. */
  readonly administers: boolean;
  /** A machine that may read. */
  readonly observes: boolean;
}

/** A machine's scopes are granted by the operator and hold for the whole region. */
export const machineStanding = (actor: Actor): Standing => ({
  self: false,
  rates: false,
  administers: actor.scopes.includes('training:write'),
  observes: actor.scopes.includes('training:read'),
});

export type Action =
  | 'read'
  | 'assess'
  | 'decide-recommendation'
  | 'request-enrolment'
  | 'cancel-enrolment'
  | 'manage-enrolment'
  | 'report-learning'
  | 'judge-learning';

const reads = ({ self, rates, administers, observes }: Standing) => self || rates || administers || observes;
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
