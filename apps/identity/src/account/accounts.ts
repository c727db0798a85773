import { demoAccounts, demoPassword, type DemoAccount } from '@siger/contracts';
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();
const byEmail = new Map(demoAccounts.map((account) => [account.email, account]));
const bySubject = new Map(demoAccounts.map((account) => [account.id, account]));

export const accountOf = (subject: string): DemoAccount | undefined => bySubject.get(subject);

/** The account whose e-mail and password these are; takes the same time for an unknown e-mail. */
export const signedIn = (email: string, password: string): DemoAccount | undefined => {
  const right = timingSafeEqual(digest(password), digest(demoPassword));
  const account = byEmail.get(email.trim().toLowerCase());
  return right ? account : undefined;
};
