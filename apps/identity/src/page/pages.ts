import { demoAccounts, demoPassword } from '@siger/contracts';
import type { Language } from '@siger/service/edge';
import { escaped, page } from './page.js';
import { words } from './words.js';

export interface SignIn {
  readonly action: string;
  readonly email?: string;
  /** Seconds to wait before the next attempt, where the last one failed. */
  readonly failure?: { readonly wait: number };
}

const alert = (language: Language, { wait }: NonNullable<SignIn['failure']>) => {
  const { wait: slow, wrong } = words[language];
  return `<p class="bad" role="alert" id="why">${escaped(wait ? slow.replace('{seconds}', String(wait)) : wrong)}</p>`;
};

const demoTable = (language: Language) => {
  const { demo, demoNote, role, email } = words[language];
  const rows = demoAccounts.map(
    (account) => `<tr><td>${escaped(account.label[language])}</td><td>${escaped(account.email)}</td></tr>`,
  );
  return `<details><summary>${demo}</summary><p>${escaped(demoNote.replace('{password}', demoPassword))}</p>
<table><thead><tr><th scope="col">${role}</th><th scope="col">${email}</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
};

export const signInPage = (language: Language, { action, email = '', failure }: SignIn) => {
  const text = words[language];
  const described = failure ? ' aria-invalid="true" aria-describedby="why"' : '';
  return page(
    language,
    text.signIn,
    `<p>${text.intro}</p>${failure ? alert(language, failure) : ''}
<form method="post" action="${escaped(action)}">
<label for="email">${text.email}</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${escaped(email)}"${described}${email ? '' : ' autofocus'}>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described}${email ? ' autofocus' : ''}>
<button type="submit">${text.submit}</button></form>
<p><a href="${escaped(action)}/abort">${text.cancel}</a></p>${demoTable(language)}`,
  );
};

/** `form` is oidc-provider's own form with its token. */
export const signOutPage = (language: Language, form: string) => {
  const { signOut, signOutYes, signOutNo } = words[language];
  return page(
    language,
    signOut,
    `${form}<button type="submit" form="op.logoutForm" value="yes" name="logout" autofocus>${signOutYes}</button>
<button type="submit" form="op.logoutForm" class="second">${signOutNo}</button>`,
  );
};

const homeLink = (language: Language) => `<p><a href="/">${words[language].home}</a></p>`;

export const signedOutPage = (language: Language) => page(language, words[language].signedOut, homeLink(language));

/** `error` is an OAuth error code, `detail` its English description. */
export const errorPage = (language: Language, error: string, detail: string) =>
  page(
    language,
    words[language].failed,
    `${error === 'expired' ? `<p>${words[language].expired}</p>` : `<p>${escaped(detail)}</p><p><code>${escaped(error)}</code></p>`}${homeLink(language)}`,
  );
