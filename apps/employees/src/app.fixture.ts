import { randomUUID } from 'node:crypto';
import type { Role } from '@siger/contracts';
import { createService, inTransaction } from '@siger/service';
import { clientOf, said, serviceOn } from '@siger/testing';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module.js';

export interface Caller {
  readonly roles: readonly Role[];
  readonly employeeId?: string;
  readonly scope?: string;
}
export const admin: Caller = { roles: ['platform-admin'] };

const claimsOf = (as: Caller | null = null) => {
  if (as === null) return null;
  const { employeeId, ...claims } = as;
  return { ...claims, ...(employeeId ? { sub: employeeId, employee_id: employeeId } : { sub: as.roles.join() }) };
};

/** The whole service on a fresh database, without Kafka. */
export const startEmployees = async () => {
  const service = await serviceOn('employees', (env) =>
    createService({ name: 'employees', module: AppModule }, { listen: false, env }),
  );
  const dataSource = service.app.get(DataSource);
  return {
    ...clientOf(service.app, claimsOf),
    ...service,
    dataSource,
    /** What an event's handler runs in. */
    consume: (handle: () => Promise<unknown>) => inTransaction(dataSource, handle),
    said: (key: string) => said(dataSource, key),
  };
};
export type Employees = Awaited<ReturnType<typeof startEmployees>>;

export const anId = () => randomUUID();
