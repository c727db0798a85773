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

export const storeNew = async <State extends Versioned>(
  manager: EntityManager,
  { entity }: Aggregate<State>,
  rows: readonly Row<State>[],
): Promise<void> => {
  const { target } = manager.connection.getMetadata(entity);
  const values: ObjectLiteral[] = [...rows];
  await manager.createQueryBuilder().insert().into(target).values(values).execute();
};

/** Writes the columns that differ. */
export const storeChanged = async <State extends Versioned>(
  manager: EntityManager,
  { entity }: Aggregate<State>,
  before: Row<State>,
  after: Row<State>,
): Promise<void> => {
  const { target, columns } = manager.connection.getMetadata(entity);
  const [old, now]: [ObjectLiteral, ObjectLiteral] = [before, after];
  const names = columns.map((column) => column.propertyName).filter((name) => !isDeepStrictEqual(old[name], now[name]));
  const values: ObjectLiteral = Object.fromEntries(names.map((name) => [name, now[name] as unknown]));
  await manager.createQueryBuilder().update(target).set(values).where('id = :id', { id: before.id }).execute();
};

export const removeRow = async <State extends Versioned>(manager: EntityManager, { entity }: Aggregate<State>, id: string) => {
  const { target } = manager.connection.getMetadata(entity);
  await manager.createQueryBuilder().delete().from(target).where('id = :id', { id }).execute();
};
