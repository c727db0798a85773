import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { clock } from '../clock.js';
import { context } from '../context.js';
import { beforeCommit, transaction } from './transaction.js';

/** One entry of the chain, as it is hashed. */
export interface AuditEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly resource: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
}

const FIRST = Buffer.alloc(32);
/** Writers of the chain take turns, and only from here to their commit. */
const LOCK = 7_447_002;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
/** One text for one meaning, whatever the order of the keys (RFC 8785 for the values that we use). */
export const canonical = (value: unknown): string => JSON.stringify(sorted(value));

export const hashOf = (previous: Buffer, entry: AuditEntry): Buffer =>
  createHash('sha256').update(previous).update(canonical(entry)).digest();

const pending = new WeakMap<EntityManager, AuditEntry[]>();

/**
 * Notes in the audit chain who did or read what. It becomes part of the ambient transaction when that commits.
 * `details` holds ids and codes, never names or texts.
 */
export const audit = (action: string, resource: string, details: Readonly<Record<string, unknown>> = {}): void => {
  const manager = transaction();
  const { actor, correlationId } = context();
  const entries = pending.get(manager) ?? [];
  if (entries.length === 0) beforeCommit(() => append(manager, entries));
  pending.set(manager, entries);
  const at = clock.now().toISOString();
  entries.push({ at, actor: actor?.subject ?? 'system', action, resource, details, correlationId });
};

const append = async (manager: EntityManager, entries: readonly AuditEntry[]) => {
  await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  const [last] = await manager.query<{ hash: Buffer }[]>('SELECT hash FROM audit_entries ORDER BY id DESC LIMIT 1');
  let previous = last?.hash ?? FIRST;
  for (const entry of entries) {
    const hash = hashOf(previous, entry);
    await manager.query(
      `INSERT INTO audit_entries (at, actor, action, resource, details, correlation_id, previous, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [entry.at, entry.actor, entry.action, entry.resource, JSON.stringify(entry.details), entry.correlationId, previous, hash],
    );
    previous = hash;
  }
};

interface Row extends Omit<AuditEntry, 'at'> {
  readonly id: string;
  readonly at: Date;
  readonly previous: Buffer;
  readonly hash: Buffer;
}
const PAGE = 1_000;

/** Walks the chain from its first entry; answers the id of the first entry that does not follow, or null if all do. */
export const firstBrokenEntry = async (manager: EntityManager): Promise<string | null> => {
  let previous: Buffer = FIRST;
  let after = '0';
  for (;;) {
    const rows = await manager.query<Row[]>(
      `SELECT id, at, actor, action, resource, details, correlation_id AS "correlationId", previous, hash
       FROM audit_entries WHERE id > $1 ORDER BY id LIMIT ${String(PAGE)}`,
      [after],
    );
    for (const { id, previous: linked, hash, at, ...entry } of rows) {
      const expected = hashOf(previous, { ...entry, at: at.toISOString() });
      if (!linked.equals(previous) || !hash.equals(expected)) return id;
      previous = hash;
      after = id;
    }
    if (rows.length < PAGE) return null;
  }
};
