import { createHash } from 'node:crypto';
import { DomainError, type Actor } from '@siger/contracts';
import type { EntityManager } from 'typeorm';
import { isId } from '../../id.js';
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
const NIL = '00000000-0000-0000-0000-000000000000';

const refuse = (detail: string) =>
  new DomainError('invalid-parameter', {}, [{ pointer: '', code: 'idempotency-key', detail: `Idempotency-Key: ${detail}` }]);

/** A machine and a person may have the same name at a foreign identity provider. */
const subjectOf = ({ subject, roles }: Actor) => `${roles.includes('client') ? 'client' : 'person'}:${subject}`;

/**
 * The intention behind a request with an `Idempotency-Key`; undefined without one, 400 for one that is none.
 *
 * A key belongs to its caller: the person or the machine client of the token. The same key with another body or for
 * another route is refused (422), because one caller's key has one meaning.
 *
 * Callers without a token cannot be told apart. So their key counts together with route and body: whoever sends something
 * else makes a request of his own, is not refused for the sake of a stranger, and an answer is read only by who shows the
 * very request that it answers. Two citizens do send the same survey, though, and must not lose one of them by the same
 * key: it has to be a UUID, which nobody picks twice by chance.
 */
export const intentionOf = (request: Request): Intention | undefined => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw refuse('1-255 ASCII');
  const route = `${request.method} ${request.url}`;
  const bodyHash = createHash('sha256')
    .update(request.rawBody ?? '')
    .digest();
  if (request.actor) return { key, subject: subjectOf(request.actor), route, bodyHash };

  const uuid = key.toLowerCase();
  if (!isId(uuid) || uuid === NIL) throw refuse('UUID');
  const proof = createHash('sha256').update(bodyHash).update(route).digest('base64url');
  return { key: uuid, subject: `anonymous:${proof}`, route, bodyHash };
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
