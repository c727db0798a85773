import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { DomainError, schemasOf } from '@siger/contracts';
import { context } from '../context.js';
import { faultText } from './body/fault-text.js';
import { shapesOf } from './openapi/route-shapes.js';
import type { Request } from './request.js';

/** The names that a route reads from the query: those of its shape, of its single parameters, and of a page. */
const namesOf = (execution: ExecutionContext): ReadonlySet<string> => {
  const handler = execution.getHandler();
  const { query, parameters, traits } = shapesOf({ controller: execution.getClass(), name: handler.name, handler });
  const ofShape = query ? Object.keys((schemasOf(query, '')[query.name]?.['properties'] ?? {}) as object) : [];
  return new Set([...ofShape, ...parameters, ...(traits.includes('paged') ? ['limit', 'cursor'] : [])]);
};

const escape = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Refuses a query with parameters that the route does not know, each by its name (400): a misspelt filter must not mean "all". */
@Injectable()
export class KnownParametersGuard implements CanActivate {
  private readonly known = new WeakMap<object, ReadonlySet<string>>();

  canActivate(execution: ExecutionContext): boolean {
    if (execution.getType() !== 'http') return true;
    const sent = Object.keys(execution.switchToHttp().getRequest<Request>().query as object);
    if (sent.length === 0) return true;
    const names = this.known.get(execution.getHandler()) ?? namesOf(execution);
    this.known.set(execution.getHandler(), names);
    const unknown = sent.filter((name) => !names.has(name));
    if (unknown.length === 0) return true;
    const { language } = context();
    const faults = unknown.map((name) => ({
      pointer: `/${escape(name)}`,
      ...faultText('unknown-parameter', [], language, name),
    }));
    throw new DomainError('invalid-parameter', {}, faults);
  }
}
