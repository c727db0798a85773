import { demoAccountBySubject, demoAccountOf, demoPassword, type DemoAccount } from '@siger/contracts';
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

export const accountOf = (subject: string): DemoAccount | undefined => demoAccountBySubject(subject);

/** The account whose e-mail and password these are; takes the same time for an unknown e-mail. */
export const signedIn = (email: string, password: string): DemoAccount | undefined => {
  const right = timingSafeEqual(digest(password), digest(demoPassword));
  const account = demoAccountOf(email.trim().toLowerCase());
  return right ? account : undefined;
};
