/** Roles of people; `leader` is derived (rates somebody today) and never in a token. `client` is a machine with scopes. */
export const roles = [
  'employee',
  'unit-admin',
  'agency-admin',
  'assessor-team',
  'training-admin',
  'feedback-officer',
  'inspectorate',
  'analyst',
  'auditor',
  'platform-admin',
  'client',
] as const;
export type Role = (typeof roles)[number];

/** Everybody who is not a machine. */
export const people = roles.filter((role): role is Exclude<Role, 'client'> => role !== 'client');

/** What a route asks for: a role of people, or a scope of machines. */
export type Permission = Role | `scope:${string}`;

/** Who asks: read from the token, never from the request. */
export interface Actor {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly string[];
  readonly employeeId: string | null;
}

/** Services with a door of their own, in the order of their ports. */
export const ports = {
  gateway: 8080,
  employees: 8101,
  appraisal: 8102,
  training: 8103,
  feedback: 8104,
  monitoring: 8105,
  notifications: 8106,
  web: 8107,
  identity: 8108,
} as const;
export type ServiceName = keyof typeof ports;
