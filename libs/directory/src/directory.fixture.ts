import { Module } from '@nestjs/common';
import { employeeSnapshot, unitSnapshot, type EmployeeSnapshot, type Role, type UnitSnapshot } from '@siger/contracts';
import { MessagingModule, messagingEntities, messagingMigrations } from '@siger/messaging';
import { createService, inTransaction, ServiceModule } from '@siger/service';
import { freshDatabase, testIssuer } from '@siger/testing';
import { DataSource } from 'typeorm';
import { directoryConsumer } from './directory.consumer.js';
import { directoryEntities } from './directory.entity.js';
import { Directory } from './directory.js';
import { directoryMigrations } from './directory.migration.js';
import { DirectoryModule } from './directory.module.js';

export const id = (n: number) => `018f6f00-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Of unit `n`, below `parent` in the agency 1. */
export const aUnit = (n: number, parent: number | null, overrides: Partial<UnitSnapshot> = {}): UnitSnapshot => ({
  ...unitSnapshot.example,
  unitId: id(n),
  parentId: parent === null ? null : id(parent),
  agencyId: id(1),
  code: `U${n}`,
  version: 1,
  ...overrides,
});

/** Of employee `n`, placed in `unit` since 2026-01-01. */
export const aPerson = (n: number, unit: number, overrides: Partial<EmployeeSnapshot> = {}): EmployeeSnapshot => ({
  ...employeeSnapshot.example,
  employeeId: id(n),
  version: 2,
  placements: employeeSnapshot.example.placements.map((placement) => ({
    ...placement,
    placementId: id(n + 50_000),
    unitId: id(unit),
  })),
  raters: [],
  ...overrides,
});

export const actor = (employee: number | null, ...roles: Role[]) => ({
  subject: 's',
  roles,
  scopes: [],
  employeeId: employee === null ? null : id(employee),
});

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'training',
      entities: [...messagingEntities, ...directoryEntities],
      migrations: [...messagingMigrations, ...directoryMigrations],
    }),
    MessagingModule.forRoot({ service: 'training' }),
    DirectoryModule.forRoot({ service: 'training' }),
  ],
})
export class DirectoryServiceModule {}

/** A service that keeps a directory, with the handlers of its consumer called as the transport calls them. */
export const startDirectory = async () => {
  const [db, issuer] = await Promise.all([freshDatabase('directory'), testIssuer()]);
  const env = { ...issuer.env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, LOG_LEVEL: 'silent' };
  const app = await createService({ name: 'training', module: DirectoryServiceModule }, { listen: false, env });
  const dataSource = app.get(DataSource);
  const consumer = new (directoryConsumer('training'))();
  return {
    directory: app.get(Directory),
    dataSource,
    units: (...snapshots: UnitSnapshot[]) => inTransaction(dataSource, () => consumer.units(snapshots)),
    people: (...snapshots: EmployeeSnapshot[]) => inTransaction(dataSource, () => consumer.people(snapshots)),
    forget: (employee: number) => inTransaction(dataSource, () => consumer.forget(id(employee))),
    clear: () => dataSource.query('DELETE FROM directory_people; DELETE FROM directory_units'),
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
};
export type Kept = Awaited<ReturnType<typeof startDirectory>>;
