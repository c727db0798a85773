import type { Role } from '../core/access.js';

/** The one password of every demo person. */
export const demoPassword = 'siger';

/**
 * A person who can sign in on a development machine. The demo province has an employee of exactly this `employeeId`
 * for every account that is not null there; `place` says where that employee sits.
 */
export interface DemoAccount {
  /** Subject of the tokens; a UUID. */
  readonly id: string;
  readonly email: string;
  readonly label: { readonly id: string; readonly en: string };
  /** `leader` is never here: it is derived from who rates whom. */
  readonly roles: readonly Role[];
  readonly employeeId: string | null;
  /** `unit`: the demo unit; `unit-head`: its head, rater of `unit`; `agency-head`: the rater of the heads; `other-unit`: another agency's unit. */
  readonly place: 'unit' | 'unit-head' | 'agency-head' | 'agency-staff' | 'other-unit' | null;
}

const id = (n: number) => `018f6f00-0000-7000-8000-0000000d${String(n).padStart(4, '0')}`;

const employee = (
  n: number,
  email: string,
  place: DemoAccount['place'],
  label: DemoAccount['label'],
  ...roles: Role[]
): DemoAccount => ({
  id: id(n),
  email: `${email}@lampung.demo`,
  label,
  roles: ['employee', ...roles],
  employeeId: id(n),
  place,
});
const official = (n: number, email: string, label: DemoAccount['label'], role: Role): DemoAccount => ({
  id: id(n),
  email: `${email}@lampung.demo`,
  label,
  roles: [role],
  employeeId: null,
  place: null,
});

/** One account per role, for development machines only: the identity service refuses to run with them in production. */
export const demoAccounts: readonly DemoAccount[] = [
  employee(1, 'pegawai', 'unit', { id: 'Pegawai', en: 'Employee' }),
  employee(2, 'atasan', 'unit-head', { id: 'Atasan langsung', en: 'Leader' }),
  employee(3, 'pimpinan', 'agency-head', { id: 'Pimpinan instansi', en: 'Head of the agency' }),
  employee(4, 'pegawai.lain', 'other-unit', { id: 'Pegawai unit lain', en: 'Employee of another unit' }),
  employee(5, 'admin.unit', 'unit', { id: 'Admin unit', en: 'Unit administrator' }, 'unit-admin'),
  employee(6, 'admin.instansi', 'agency-staff', { id: 'Admin instansi', en: 'Agency administrator' }, 'agency-admin'),
  employee(7, 'tim.penilai', 'agency-staff', { id: 'Tim penilai kinerja', en: 'Assessor team' }, 'assessor-team'),
  employee(8, 'admin.pelatihan', 'agency-staff', { id: 'Admin pelatihan', en: 'Training administrator' }, 'training-admin'),
  employee(9, 'petugas.aduan', 'agency-staff', { id: 'Petugas pengaduan', en: 'Feedback officer' }, 'feedback-officer'),
  employee(10, 'inspektorat', 'agency-staff', { id: 'Inspektorat', en: 'Inspectorate' }, 'inspectorate'),
  official(11, 'analis', { id: 'Analis data', en: 'Analyst' }, 'analyst'),
  official(12, 'auditor', { id: 'Auditor', en: 'Auditor' }, 'auditor'),
  official(13, 'admin', { id: 'Admin platform', en: 'Platform administrator' }, 'platform-admin'),
];

/**
 * Newcomers, `pegawai.<n>@lampung.demo` with n from 2 to 999999: their accounts stand ready, as an agency's directory has them
 * on the first day; they are employees as soon as an admin has registered the employee of this id.
 */
export const newcomer = (n: number): DemoAccount => ({
  ...employee(1, `pegawai.${n}`, 'unit', { id: `Pegawai baru ${n}`, en: `Newcomer ${n}` }),
  id: newcomerId(n),
  employeeId: newcomerId(n),
});
const newcomerId = (n: number) => `018f6f00-0000-7000-8000-0e${String(n).padStart(10, '0')}`;

const newcomerBy = (pattern: RegExp, text: string): DemoAccount | undefined => {
  const n = Number(pattern.exec(text)?.[1] ?? 0);
  return n >= 2 ? newcomer(n) : undefined;
};
export const demoAccountOf = (email: string): DemoAccount | undefined =>
  demoAccounts.find((account) => account.email === email) ?? newcomerBy(/^pegawai\.([1-9][0-9]{0,5})@lampung\.demo$/, email);
export const demoAccountBySubject = (subject: string): DemoAccount | undefined =>
  demoAccounts.find((account) => account.id === subject) ?? newcomerBy(/^018f6f00-0000-7000-8000-0e0{4}([0-9]{6})$/, subject);

/** What machines may be allowed; a client is granted some of them. */
export const machineScopes = [
  'employees:read',
  'employees:write',
  'appraisal:read',
  'appraisal:write',
  'training:read',
  'training:write',
  'feedback:read',
  'feedback:write',
  'figures:read',
] as const;
export type MachineScope = (typeof machineScopes)[number];

export interface DemoClient {
  readonly clientId: string;
  readonly secret: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly scopes: readonly MachineScope[];
}

/** Machines of a development installation. */
export const demoClients: readonly DemoClient[] = [
  {
    clientId: 'demo-agency',
    secret: 'demo-agency-secret',
    label: { id: 'Sistem kepegawaian instansi', en: "An agency's personnel system" },
    scopes: ['employees:read', 'employees:write', 'appraisal:read', 'training:read', 'training:write', 'feedback:read'],
  },
  {
    clientId: 'demo-analyst',
    secret: 'demo-analyst-secret',
    label: { id: 'Alat analisis', en: 'An analytics tool' },
    scopes: ['figures:read', 'feedback:read'],
  },
];
