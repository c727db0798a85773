import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '@siger/contracts';
import type { EntityManager, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import type { Aggregate, Versioned } from './aggregate.js';

/** An aggregate's row: its state and how many events it has said. */
export type Row<State extends Versioned> = State & { sequence: number | string };

/** The row, locked until the transaction ends; 404 without one. Plain fields, so that two states compare by value. */
export const loadLocked = async <State extends Versioned>(
  manager: EntityManager,
  { entity }: Aggregate<State>,
  id: string,
): Promise<Row<State>> => {
  const where = { id } as FindOptionsWhere<State>;
  const found = await manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' }, loadEagerRelations: false });
  if (!found) throw new DomainError('not-found');
  return { sequence: 0, ...found };
};

/** SQL with `$1` to `$n` and their values: what stores a row is sent together with what is told of it. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export const insertionOf = <State extends Versioned>(
  manager: EntityManager,
  { entity }: Aggregate<State>,
  rows: readonly Row<State>[],
): Statement => {
  const { target } = manager.connection.getMetadata(entity);
  const made: ObjectLiteral[] = [...rows];
  const [sql, values] = manager
    .createQueryBuilder()
    .insert()
    .into(target)
    .values(made)
    .updateEntity(false)
    .getQueryAndParameters();
  return { sql, values };
};

/** Writes the columns that differ. */
export const updateOf = <State extends Versioned>(
  manager: EntityManager,
  { entity }: Aggregate<State>,
  before: Row<State>,
  after: Row<State>,
): Statement => {
  const { target, columns } = manager.connection.getMetadata(entity);
  const [old, now]: [ObjectLiteral, ObjectLiteral] = [before, after];
  const names = columns.map((column) => column.propertyName).filter((name) => !isDeepStrictEqual(old[name], now[name]));
  const set: ObjectLiteral = Object.fromEntries(names.map((name) => [name, now[name] as unknown]));
  const update = manager.createQueryBuilder().update(target).set(set).where('id = :id', { id: before.id });
  const [sql, values] = update.getQueryAndParameters();
  return { sql, values };
};

export const removeRow = async <State extends Versioned>(manager: EntityManager, { entity }: Aggregate<State>, id: string) => {
  const { target } = manager.connection.getMetadata(entity);
  await manager.createQueryBuilder().delete().from(target).where('id = :id', { id }).execute();
};
