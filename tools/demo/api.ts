import { setTimeout as sleep } from 'node:timers/promises';
import { ports, type Role, type ServiceName } from '@siger/contracts';

export interface As {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly employeeId?: string | null;
}
export type Mint = (as: As) => Promise<string>;

/** A refusal of a service, with what it said. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown, call: string) {
    super(`${call} answered ${status}: ${JSON.stringify(body).slice(0, 500)}`);
    this.status = status;
    this.body = body;
  }
}

/** The same public commands that anyone uses, straight to each service's port, as any person of the demo. */
export class Api {
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly mint: Mint;
  private readonly offset: number;

  constructor(mint: Mint, offset: number) {
    this.mint = mint;
    this.offset = offset;
  }

  get<T>(service: ServiceName, path: string, as: As | null): Promise<T> {
    return this.call<T>('GET', service, path, undefined, as);
  }

  post<T>(service: ServiceName, path: string, body: object, as: As | null, ifMatch?: number): Promise<T> {
    return this.call<T>('POST', service, path, body, as, ifMatch);
  }

  /** As `post`, and content when it was there before: ids belong to names, so a second load meets its own things. */
  async create(service: ServiceName, path: string, body: object, as: As | null): Promise<boolean> {
    try {
      await this.post(service, path, body, as);
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) return false;
      throw error;
    }
  }

  private async call<T>(
    method: string,
    service: ServiceName,
    path: string,
    body: object | undefined,
    as: As | null,
    ifMatch?: number,
  ): Promise<T> {
    const url = `http://127.0.0.1:${ports[service] + this.offset}${path}`;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (as) headers['authorization'] = `Bearer ${await this.token(as)}`;
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok) return answer as T;
      if ((response.status !== 503 && response.status !== 429) || attempt === 10)
        throw new Refused(response.status, answer, `${method} ${path}`);
      await sleep(200 * attempt);
    }
  }

  private token(as: As): Promise<string> {
    const key = `${as.sub}:${as.roles.join()}`;
    const known = this.tokens.get(key) ?? this.mint(as);
    this.tokens.set(key, known);
    return known;
  }
}

/** Runs the work with so many at a time, and says how far it is. */
export const each = async <T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>) => {
  let next = 0;
  const run = async () => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, run));
};

export const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** Waits until the check answers true; what arrives by events takes a moment. */
export const until = async (what: string, check: () => Promise<boolean>, seconds = 60) => {
  const deadline = Date.now() + seconds * 1000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`${what} did not arrive within ${seconds} s`);
    await sleep(200);
  }
};
