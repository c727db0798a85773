import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freshDatabase, testIssuer, type Claims } from '@siger/testing';
import type { Problem } from './http/problem.js';
import { createService } from './start.js';
import { ThingModule } from './thing.fixture.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'HEAD';
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  /** Null: without a token. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The service of things on a fresh database, and a caller that is an employee unless it says otherwise. */
export const startThings = async (name: string, settings: Readonly<Record<string, string>> = {}) => {
  const [db, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = { ...issuer.env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, LOG_LEVEL: 'silent', ...settings };
  const app: NestFastifyApplication = await createService({ name: 'employees', module: ThingModule }, { listen: false, env });
  const employee = await issuer.token();

  const call = async (url: string, { method = 'GET', body, raw, token = employee, headers = {} }: Call = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const sent = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await app.inject({ method, url, headers: sent, ...(payload === undefined ? {} : { payload }) });
    return {
      status: response.statusCode,
      headers: response.headers,
      text: response.body,
      json: <T = Problem>() => response.json<T>(),
    };
  };
  const post = (url: string, body: unknown, more: Omit<Call, 'body' | 'method'> = {}) =>
    call(url, { ...more, method: 'POST', body });
  const close = async () => {
    await app.close();
    await db.drop();
  };
  const token = (claims?: Claims, header?: { typ?: string; kid?: string }) => issuer.token(claims, header);
  return { app, db, issuer, env, employee, call, post, token, close };
};

export type Things = Awaited<ReturnType<typeof startThings>>;
