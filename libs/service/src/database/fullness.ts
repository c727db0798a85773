import type { DataSource } from 'typeorm';
import { sqlState } from './fault.js';

/** PostgreSQL's disk_full. */
const NO_ROOM = '53100';
/** A disk that is full answers questions as ever: only what it has refused lately tells. */
const REMEMBERED_MS = 15_000;
const refusedAt = new WeakMap<DataSource, number>();

/** Of each transaction that failed. */
export const noteFullness = (dataSource: DataSource, error: unknown) => {
  if (sqlState(error) === NO_ROOM) refusedAt.set(dataSource, performance.now());
};

export const isFull = (dataSource: DataSource): boolean =>
  performance.now() - (refusedAt.get(dataSource) ?? -Infinity) < REMEMBERED_MS;
