import { createHash } from 'node:crypto';
import { DomainError } from '@siger/contracts';
import type { EntityManager } from 'typeorm';
import type { Request } from '../request.js';

/** What identifies one intention of one caller. */
export interface Intention {
  readonly subject: string;
  readonly key: string;
  readonly route: string;
  readonly bodyHash: Buffer;
}

export interface Answered {
  readonly status: number;
  /** JSON text; null for an answer without a body. */
  readonly response: string | null;
  readonly etag: string | null;
}

interface Row extends Answered {
  readonly route: string;
  readonly body_hash: Buffer;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The intention behind a request with an `Idempotency-Key`; undefined without one. */
export const intentionOf = (request: Request): Intention | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new DomainError('invalid-parameter', {}, [
      { pointer: '', code: 'idempotency-key', detail: 'Idempotency-Key: 1-255 ASCII' },
    ]);
  return {
    key,
    subject: request.actor?.subject ?? 'anonymous',
    route: `${request.method} ${request.url}`,
    bodyHash: createHash('sha256')
      .update(request.rawBody ?? '')
      .digest(),
  };
};

/**
 * Claims the intention for this transaction. A second request with the same key waits here until the first has
 * committed, and then gets its answer; where the first failed, the second goes ahead.
 */
export const claim = async (manager: EntityManager, intention: Intention): Promise<Answered | undefined> => {
  const { subject, key, route, bodyHash } = intention;
  const claimed = await manager.query<unknown[]>(
    `INSERT INTO idempotency_keys (subject, key, route, body_hash) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [subject, key, route, bodyHash],
  );
  if (claimed.length > 0) return undefined;
  const [earlier] = await manager.query<Row[]>(
    'SELECT route, body_hash, status, response, etag FROM idempotency_keys WHERE subject = $1 AND key = $2',
    [subject, key],
  );
  if (!earlier) throw new DomainError('unavailable');
  if (earlier.route !== route || !earlier.body_hash.equals(bodyHash)) throw new DomainError('idempotency-key-reused');
  return earlier;
};

/** Keeps the answer in the transaction of what it answers. */
export const remember = async (manager: EntityManager, { subject, key }: Intention, answered: Answered) => {
  await manager.query('UPDATE idempotency_keys SET status = $3, response = $4, etag = $5 WHERE subject = $1 AND key = $2', [
    subject,
    key,
    answered.status,
    answered.response,
    answered.etag,
  ]);
};
