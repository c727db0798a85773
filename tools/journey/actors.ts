import { demoAccounts, demoPassword } from '@siger/contracts';
import { signIn } from '../stack/sign-in.ts';

const emails = {
  employee: 'pegawai@lampung.demo',
  leader: 'atasan@lampung.demo',
  chief: 'pimpinan@lampung.demo',
  stranger: 'pegawai.lain@lampung.demo',
  agencyAdmin: 'admin.instansi@lampung.demo',
  trainer: 'admin.pelatihan@lampung.demo',
  officer: 'petugas.aduan@lampung.demo',
  auditor: 'auditor@lampung.demo',
} as const;
export type ActorName = keyof typeof emails;
export type Tokens = Readonly<Record<ActorName, string>>;

/** Everyone signs in as a person does: the sign-in page, the password, the code with PKCE. */
export const signInAll = async (gateway: string): Promise<Tokens> => {
  const tokens: Partial<Record<ActorName, string>> = {};
  for (const [name, email] of Object.entries(emails)) tokens[name as ActorName] = await signIn(gateway, email, demoPassword);
  return tokens as Tokens;
};

export const employeeIdOf = (name: ActorName): string => {
  const id = demoAccounts.find(({ email }) => email === emails[name])?.employeeId;
  if (!id) throw new Error(`${name} is no employee`);
  return id;
};
