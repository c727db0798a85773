import { Query, type PipeTransform } from '@nestjs/common';
import { DomainError } from '@siger/contracts';
import { clock } from '../clock.js';
import { isId } from '../id.js';

const refuse = (parameter: string, detail: string) =>
  new DomainError('invalid-parameter', {}, [{ pointer: `/${parameter}`, code: 'format', detail }]);

const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

class DayPipe implements PipeTransform<unknown, string> {
  transform(value: unknown) {
    if (value === undefined) return clock.today();
    if (!isDay(value)) throw refuse('on', 'YYYY-MM-DD');
    return value;
  }
}
/** `?on=`: the day for which something is asked; today in Asia/Jakarta without it, 400 for what is no day. */
export const OnDay = () => Query('on', new DayPipe());

class IdQueryPipe implements PipeTransform<unknown, string | null> {
  constructor(private readonly name: string) {}
  transform(value: unknown) {
    if (value === undefined) return null;
    if (!isId(value)) throw refuse(this.name, 'UUID');
    return value;
  }
}
/** An optional filter by id: null without it, 400 for what is no id. */
export const IdQuery = (name: string) => Query(name, new IdQueryPipe(name));

class TextQueryPipe implements PipeTransform<unknown, string | null> {
  constructor(private readonly name: string) {}
  transform(value: unknown) {
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string' || value.length > 100) throw refuse(this.name, '1-100');
    return value;
  }
}
/** An optional filter by text of at most 100 characters; null without it. */
export const TextQuery = (name: string) => Query(name, new TextQueryPipe(name));
