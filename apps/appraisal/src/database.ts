import { isInTransaction, transaction } from '@siger/service';
import type { DataSource, EntityManager } from 'typeorm';

/** Reads see what the same request has written. */
export const managerOf = (dataSource: DataSource): EntityManager => (isInTransaction() ? transaction() : dataSource.manager);
