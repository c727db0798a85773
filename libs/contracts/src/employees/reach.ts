import type { Role } from '../core/access.js';

/** How far a role sees and acts: everywhere, in the agency or in the unit where its bearer works, or nowhere but at own things. */
export type Reach = 'everything' | 'agency' | 'unit' | 'own';

export const reachOfRole = {
  'platform-admin': 'everything',
  auditor: 'everything',
  analyst: 'everything',
  'agency-admin': 'agency',
  'training-admin': 'agency',
  'feedback-officer': 'agency',
  inspectorate: 'agency',
  'assessor-team': 'agency',
  'unit-admin': 'unit',
  employee: 'own',
  client: 'own',
} as const satisfies Record<Role, Reach>;

const widest: readonly Reach[] = ['everything', 'agency', 'unit'];

/** The widest reach among the given roles. */
export const reachOf = (roles: readonly Role[]): Reach =>
  widest.find((reach) => roles.some((role) => reachOfRole[role] === reach)) ?? 'own';
