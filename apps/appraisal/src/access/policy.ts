import type { Role } from '@siger/contracts';

/** What somebody is to the employee whom a thing is about, today. */
export type Relation = Readonly<{
  self: boolean;
  /** pejabat penilai kinerja */
  rater: boolean;
  /** rates the rater: decides objections */
  superior: boolean;
  /** stands anywhere above in the chain of raters */
  above: boolean;
  /** has the same rater */
  peer: boolean;
  /** is rated by the employee */
  subordinate: boolean;
  /** administers the unit, within the agency */
  administers: boolean;
  /** may look into the unit by office: personnel, assessors, inspectors, auditors */
  oversees: boolean;
}>;

export const stranger: Relation = {
  self: false,
  rater: false,
  superior: false,
  above: false,
  peer: false,
  subordinate: false,
  administers: false,
  oversees: false,
};

/** Everybody with an office or a superior in the platform; who reaches what, `may` says. */
export const staff: readonly Role[] = [
  'employee',
  'unit-admin',
  'agency-admin',
  'assessor-team',
  'inspectorate',
  'auditor',
  'platform-admin',
];
export const administrators: readonly Role[] = ['agency-admin', 'platform-admin'];
/** Machines have scopes in place of a relation: they read everything, or take history over. */
export const readScope = 'appraisal:read';
export const writeScope = 'appraisal:write';
export const reading = [...staff, `scope:${readScope}`] as const;
export const importing = [...administrators, `scope:${writeScope}`] as const;
export const overseers: readonly Role[] = ['unit-admin', 'assessor-team', 'inspectorate', 'auditor'];

const readers = ['self', 'rater', 'superior', 'above', 'administers', 'oversees'] as const;
const parties = ['self', 'rater'] as const;

const allowed = {
  'plan.read': readers,
  'plan.create': parties,
  'plan.edit': ['self'],
  'plan.submit': ['self'],
  'plan.return': ['rater'],
  'plan.agree': ['rater'],
  'plan.establish': ['rater'],
  'plan.revise': parties,
  'plan.import': ['administers'],
  'activity.read': readers,
  'activity.log': ['self'],
  'activity.judge': ['rater'],
  'activity.import': ['administers'],
  'note.read': readers,
  'note.give': ['self', 'rater', 'peer', 'subordinate'],
  'evaluation.read': readers,
  'evaluation.open': parties,
  'evaluation.self-assess': ['self'],
  'evaluation.rate': ['rater'],
  'evaluation.hand-over': ['rater'],
  'evaluation.sign': ['self'],
  'evaluation.finalise': ['rater'],
  'evaluation.import': ['administers'],
  'objection.read': readers,
  'objection.file': ['self'],
  'objection.examine': ['superior'],
  'objection.decide': ['superior'],
  'credit-points.read': readers,
} as const satisfies Record<string, readonly (keyof Relation)[]>;

export type Action = keyof typeof allowed;
export const actions = Object.keys(allowed) as Action[];

export const may = (action: Action, relation: Relation): boolean => allowed[action].some((part) => relation[part]);

/** Whether somebody may know that the thing exists: whoever may not even read it is told that there is nothing. */
export const knows = (relation: Relation): boolean => readers.some((part) => relation[part]);

const handedOver: readonly string[] = ['DISERAHKAN', 'DITANDATANGANI', 'SELESAI'];
/** The employee sees ratings once they are handed over; whoever else may read, at once. */
export const seesRatings = (relation: Relation, state: string): boolean => {
  const { self, ...others } = relation;
  return handedOver.includes(state) || !self || readers.some((part) => part !== 'self' && others[part]);
};

/** The person concerned does not learn which colleague wrote; the leader and the author do. */
export const hidesAuthor = (reader: Relation, author: string): boolean =>
  reader.self && (author === 'REKAN' || author === 'BAWAHAN');
