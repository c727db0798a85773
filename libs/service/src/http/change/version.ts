import { Param, type PipeTransform } from '@nestjs/common';
import { DomainError } from '@siger/contracts';
import { isId } from '../../id.js';
import { documented } from '../openapi/documented.js';

/** The ETag of a view that has a `version`. */
export const etagOf = (view: unknown): string | undefined =>
  typeof view === 'object' && view !== null && 'version' in view && Number.isInteger(view.version)
    ? `"${String(view.version)}"`
    : undefined;

/** Also a weak tag: a proxy that compresses weakens the tag that it passes on. */
export const versionOf = (header: string | undefined): number => {
  if (header === undefined) throw new DomainError('version-required');
  const version = /^(?:W\/)?"([0-9]{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new DomainError('invalid-parameter', {}, [{ pointer: '', code: 'if-match', detail: 'If-Match' }]);
  return Number(version);
};

/** The version that the caller saw last: 428 without `If-Match`, 400 if it is malformed. */
export const IfMatch = documented('if-match', (execution) =>
  versionOf(execution.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers['if-match']),
);

class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown) {
    if (!isId(value)) throw new DomainError('not-found');
    return value;
  }
}
/** A path parameter that is an id; what is no id names nothing: 404. */
export const IdParam = (name = 'id') => Param(name, new IdPipe());
