import type { Type } from '@nestjs/common';
import type { Migration } from './options.js';
import { ServiceTables1700000000000 } from './service-tables.migration.js';

/** Entities that every service has beside its own: none, its tables are read by SQL. */
export const serviceEntities: Type[] = [];
/** The tables that every service has: idempotency keys, rule sets, the audit chain. */
export const serviceMigrations: Migration[] = [ServiceTables1700000000000];
