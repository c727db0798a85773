import { languageOf, type Language } from '@siger/service/edge';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { signedIn } from '../account/accounts.js';
import type { Attempts } from '../account/attempts.js';
import { sendPage } from '../page/page.js';
import { errorPage, signInPage } from '../page/pages.js';

const LARGEST_FORM = 4096;
/** An office shares one address, so that an address may fail more often than one account. */
const FREE_PER_ADDRESS = 30;

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LARGEST_FORM) throw new Error('form too large');
  }
  return new URLSearchParams(text);
};

const matchPath = /^\/oidc\/interaction\/([\w-]+)(\/abort)?$/;

/** The pages between an application's request and its answer: who are you? */
export class SignInPages {
  constructor(private readonly attempts: Attempts) {}

  /** Answers if the request is for one of these pages. `address` is the caller's, for the limits. */
  async handle(provider: Provider, request: IncomingMessage, response: ServerResponse, address: string): Promise<boolean> {
    const [, uid, abort] = matchPath.exec((request.url ?? '').split('?')[0] ?? '') ?? [];
    if (!uid) return false;
    try {
      await this.#open(provider, request, response, { uid, abort: abort !== undefined, address });
    } catch (error) {
      if ((error as Error).name !== 'SessionNotFound') throw error;
      sendPage(response, 400, errorPage(languageOf(request.headers['accept-language']), 'expired', ''));
    }
    return true;
  }

  async #open(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
    { uid, abort, address }: { uid: string; abort: boolean; address: string },
  ): Promise<void> {
    const { params, prompt, uid: open } = await provider.interactionDetails(request, response);
    const language = languageOf(params['ui_locales']?.replaceAll(' ', ',') ?? request.headers['accept-language']);
    if (open !== uid) sendPage(response, 400, errorPage(language, 'expired', ''));
    else if (abort) await provider.interactionFinished(request, response, { error: 'access_denied' });
    else if (prompt.name === 'consent') await provider.interactionFinished(request, response, { consent: {} });
    else if (request.method === 'POST') await this.#signIn(provider, request, response, { language, uid, address });
    else sendPage(response, 200, signInPage(language, { action: action(uid), email: params['login_hint'] ?? '' }));
  }

  async #signIn(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
    { language, uid, address }: { language: Language; uid: string; address: string },
  ): Promise<void> {
    const form = await formOf(request);
    const email = form.get('email') ?? '';
    const keys = { account: `account:${email.trim().toLowerCase()}`, address: `address:${address}` };
    const wait = this.attempts.wait(keys.account, keys.address);
    const account = wait ? undefined : signedIn(email, form.get('password') ?? '');
    if (account) {
      this.attempts.succeeded(keys.account);
      return provider.interactionFinished(request, response, { login: { accountId: account.id } }) as Promise<void>;
    }
    if (!wait) {
      this.attempts.failed(keys.account);
      this.attempts.failed(keys.address, FREE_PER_ADDRESS);
    }
    const html = signInPage(language, { action: action(uid), email, failure: { wait } });
    sendPage(response, wait ? 429 : 401, html, wait ? { 'retry-after': String(wait) } : {});
  }
}

const action = (uid: string) => `/oidc/interaction/${uid}`;
