import { randomUUID } from 'node:crypto';
import type { Role } from '@siger/contracts';
import { createService, inTransaction } from '@siger/service';
import { freshDatabase, testIssuer } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';

export interface Caller {
  readonly roles: readonly Role[];
  readonly employeeId?: string;
  readonly scope?: string;
}
export const admin: Caller = { roles: ['platform-admin'] };

export interface Answer<T> {
  readonly status: number;
  /** Of the refusal, if it is one. */
  readonly code: string | undefined;
  readonly body: T;
  readonly etag: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
}
export interface Problem {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

interface More {
  readonly body?: object;
  /** Of `If-Match`. */
  readonly version?: number;
  /** Of `Idempotency-Key`. */
  readonly key?: string;
}

const answerOf = <T>(status: number, headers: Readonly<Record<string, unknown>>, text: string): Answer<T> => {
  const body: unknown = text === '' ? null : JSON.parse(text);
  const code = status < 400 ? undefined : (body as Problem).type.replace('urn:siger:problem:', '');
  return { status, code, body: body as T, etag: headers['etag'] as string | undefined, headers };
};

/** The whole service on a fresh database, without a port and without Kafka. */
export const startEmployees = async () => {
  const [db, issuer] = await Promise.all([freshDatabase('employees'), testIssuer()]);
  const env = { ...issuer.env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, LOG_LEVEL: 'silent' };
  const app = await createService({ name: 'employees', module: AppModule }, { listen: false, env });
  const dataSource = app.get(DataSource);

  const tokenOf = ({ roles, employeeId, scope }: Caller) =>
    issuer.token({
      sub: employeeId ?? roles.join(),
      roles,
      ...(employeeId ? { employee_id: employeeId } : {}),
      ...(scope ? { scope } : {}),
    });

  const call = async <T = Problem>(
    caller: Caller | null,
    method: 'GET' | 'POST',
    url: string,
    more: More = {},
  ): Promise<Answer<T>> => {
    const { body, version, key } = more;
    const headers = {
      ...(caller ? { authorization: `Bearer ${await tokenOf(caller)}` } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(key ? { 'idempotency-key': key } : {}),
    };
    const response = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
    return answerOf<T>(response.statusCode, response.headers, response.body);
  };

  return {
    app,
    dataSource,
    get: <T = Problem>(caller: Caller | null, url: string) => call<T>(caller, 'GET', url),
    post: <T = Problem>(caller: Caller | null, url: string, body?: object, more: Omit<More, 'body'> = {}) =>
      call<T>(caller, 'POST', url, { ...more, ...(body ? { body } : {}) }),
    /** What an event's handler runs in. */
    consume: (handle: () => Promise<unknown>) => inTransaction(dataSource, handle),
    /** What the service has said of one aggregate, in order. */
    said: (key: string) =>
      dataSource.query<{ type: string; topic: string; sequence: string; data: Record<string, unknown> | null }[]>(
        `SELECT type, topic, sequence, convert_from(payload, 'UTF8')::json AS data FROM outbox WHERE key = $1 ORDER BY id`,
        [key],
      ),
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
};
export type Employees = Awaited<ReturnType<typeof startEmployees>>;

export const anId = () => randomUUID();
