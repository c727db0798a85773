import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}
interface Call {
  readonly as?: string;
  readonly body?: object;
  /** Version that was seen last. */
  readonly ifMatch?: number;
  readonly idempotencyKey?: string;
  /** Statuses that the caller expects; any other is a failure of the journey. */
  readonly expect?: readonly number[];
}

/** What an agency's program would use: the public door, tokens, one correlation id for the whole story. */
export class Gateway {
  readonly url: string;
  readonly story: string = randomUUID();

  constructor(url: string) {
    this.url = url;
  }

  async send<T>(method: string, path: string, { as, body, ifMatch, idempotencyKey, expect }: Call = {}): Promise<Answer<T>> {
    const headers: Record<string, string> = { accept: 'application/json', 'x-correlation-id': this.story };
    if (as) headers['authorization'] = `Bearer ${as}`;
    if (body) headers['content-type'] = 'application/json';
    if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    const response = await fetch(`${this.url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    const parsed = (text ? JSON.parse(text) : null) as T;
    const expected = expect ?? [200, 201];
    if (!expected.includes(response.status))
      throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 800)}`);
    return { status: response.status, headers: response.headers, body: parsed };
  }

  async get<T>(path: string, as?: string): Promise<T> {
    return (await this.send<T>('GET', path, as ? { as } : {})).body;
  }
  async post<T>(path: string, as: string | undefined, body: object | undefined = undefined, ifMatch?: number): Promise<T> {
    const call = { ...(as ? { as } : {}), ...(body ? { body } : {}), ...(ifMatch === undefined ? {} : { ifMatch }) };
    return (await this.send<T>('POST', path, call)).body;
  }
}

/** Repeats until the answer is there: what another service does with an event takes a moment. */
export const eventually = async <T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  seconds = 30,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${seconds} s`);
    await sleep(50);
  }
};

export const demand = (holds: unknown, what: string) => {
  if (!holds) throw new Error(`It does not hold: ${what}`);
};
