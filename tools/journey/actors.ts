import { demoAccountOf, demoPassword, newcomer, type EmployeeView, type Page } from '@siger/contracts';
import { signIn } from '../stack/sign-in.ts';
import { eventually, type Gateway } from './gateway.ts';

const emails = {
  leader: 'atasan@lampung.demo',
  chief: 'pimpinan@lampung.demo',
  stranger: 'pegawai.lain@lampung.demo',
  agencyAdmin: 'admin.instansi@lampung.demo',
  trainer: 'admin.pelatihan@lampung.demo',
  officer: 'petugas.aduan@lampung.demo',
  auditor: 'auditor@lampung.demo',
} as const;
type Others = keyof typeof emails;
export type Tokens = Readonly<Record<Others | 'employee' | 'employeeId', string>>;

export const employeeIdOf = (name: Others): string => {
  const id = demoAccountOf(emails[name])?.employeeId;
  if (!id) throw new Error(`${name} is no employee`);
  return id;
};

/** The demo employee the first time; afterwards a newcomer, whom the agency's admin registers, places and gives a rater. */
const employee = async (gateway: Gateway, others: Record<Others, string>, today: string) => {
  const known = demoAccountOf('pegawai@lampung.demo');
  const { items } = await gateway.get<Page<object>>(
    `/v1/evaluations?employeeId=${known?.employeeId}&period=TAHUNAN`,
    others.leader,
  );
  if (items.length === 0) return known;
  const account = newcomer(2 + Math.floor(Math.random() * 999_997));
  await register(gateway, others, account.employeeId ?? '', today);
  return account;
};

const twoDigits = (n: number) => String(1 + Math.floor(Math.random() * n)).padStart(2, '0');
const nipOf = (year: number) =>
  `${year - 30 - Number(twoDigits(20))}${twoDigits(12)}${twoDigits(28)}${year - 2}${twoDigits(12)}1${String(100 + Number(twoDigits(800))).slice(-3)}`;

const register = async (gateway: Gateway, { agencyAdmin, leader }: Record<Others, string>, id: string, today: string) => {
  const boss = await gateway.get<EmployeeView>(`/v1/employees/${employeeIdOf('leader')}`, leader);
  const colleague = await gateway.get<EmployeeView>(`/v1/employees/${demoAccountOf('pegawai@lampung.demo')?.employeeId}`, leader);
  const [post] = colleague.placements;
  const from = `${today.slice(0, 4)}-01-01`;
  const { version } = await gateway.post<EmployeeView>('/v1/employees', agencyAdmin, {
    id,
    nip: nipOf(Number(today.slice(0, 4))),
    name: 'Pegawai Baru',
    status: 'PNS',
    placement: { unitId: post?.unitId, positionId: post?.positionId, from },
  });
  await gateway.post('/v1/rater-assignments', agencyAdmin, { employeeId: id, raterId: boss.id, from }, version);
};

/** Everyone signs in as a person does: the sign-in page, the password, the code with PKCE. */
export const signInAll = async (gateway: Gateway, today: string): Promise<Tokens> => {
  const others: Partial<Record<Others, string>> = {};
  for (const [name, email] of Object.entries(emails)) others[name as Others] = await signIn(gateway.url, email, demoPassword);
  const ready = others as Record<Others, string>;
  const account = await employee(gateway, ready, today);
  if (!account?.employeeId) throw new Error('no employee to play with');
  return { ...ready, employee: await signIn(gateway.url, account.email, demoPassword), employeeId: account.employeeId };
};

/** Appraisal and training hear of a newcomer by events. */
export const untilKnown = (gateway: Gateway, tokens: Tokens) =>
  eventually('the newcomer in every directory', async () => {
    const paths = [`/v1/plans?employeeId=${tokens.employeeId}`, `/v1/learners/${tokens.employeeId}`];
    const answers = await Promise.all(paths.map((path) => gateway.send('GET', path, { as: tokens.leader, expect: [200, 404] })));
    return answers.every(({ status }) => status === 200);
  });
