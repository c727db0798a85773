import { DomainError, type Page } from '@siger/contracts';
import { documented } from './openapi/documented.js';

export interface Paging {
  readonly limit: number;
  /** What `cursorOf` gave for the last row of the page before; null on the first. */
  readonly cursor: string | null;
}

const refuse = (parameter: string, detail: string) =>
  new DomainError('invalid-parameter', {}, [{ pointer: `/${parameter}`, code: 'range', detail }]);

const limitOf = (value: unknown): number => {
  if (value === undefined) return 50;
  const limit = typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > 200) throw refuse('limit', '1-200');
  return limit;
};

const cursorOf = (value: unknown): string | null => {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? Buffer.from(value, 'base64url').toString('utf8') : '';
  if (!text || encode(text) !== value) throw refuse('cursor', 'next');
  return text;
};
const encode = (cursor: string) => Buffer.from(cursor, 'utf8').toString('base64url');

export const pagingOf = (query: Readonly<Record<string, unknown>>): Paging => ({
  limit: limitOf(query['limit']),
  cursor: cursorOf(query['cursor']),
});

/** `?limit=` (1-200, default 50) and `?cursor=` of a list. */
export const Paged = documented('paged', (execution) =>
  pagingOf(execution.switchToHttp().getRequest<{ query: Record<string, unknown> }>().query),
);

/**
 * A page from `limit + 1` rows: the row too many only says that there is more.
 * `cursorOf` gives the sort values of a row as text; it comes back as `Paging.cursor`.
 */
export const pageOf = <T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> => {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encode(cursorOf(last)) : null };
};
