import { hoursBooked, type Role } from '@siger/contracts';
import { Person, PersonPlacement, Unit } from '@siger/directory';
import { personRow, placementRow, unitRow } from '@siger/directory/fixture';
import { createService, inTransaction, newId } from '@siger/service';
import { clientOf, serviceOn, type Settings, type TestKafka } from '@siger/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { AppModule } from './app.module.js';

export const units = { agency: newId(), division: newId(), other: newId() };
type Place = keyof typeof units;
const person = (place: Place, ...roles: Role[]) => {
  const employeeId = newId();
  return { sub: employeeId, employee_id: employeeId, roles: ['employee', ...roles], place };
};

/** An agency with a division, who leads and who works in it; the agency's admin; another agency; and those without a unit. */
export const people = {
  head: person('division'),
  siti: person('division'),
  budi: person('division'),
  admin: person('agency', 'agency-admin'),
  otherAdmin: person('other', 'agency-admin'),
};
export const auditor = { roles: ['auditor'] };
export const machine = { roles: ['client'], scope: 'figures:read' };
/** Employees of the agency and of the division, today. */
export const staff = { agency: 4, division: 3 };

const remember = async (manager: EntityManager) => {
  const paths = { agency: [units.agency], division: [units.agency, units.division], other: [units.other] } as const;
  const rows = Object.entries(paths).map(([place, path]) => unitRow(path, { name: `Unit ${place}` }));
  await manager.insert(Unit, rows);
  for (const { employee_id: employeeId, place } of Object.values(people)) {
    await manager.insert(Person, personRow(employeeId));
    await manager.insert(
      PersonPlacement,
      placementRow(employeeId, units[place], { head: employeeId === people.head.employee_id }),
    );
  }
};

/** The whole service on a fresh database that knows the units and people, with its port; without a broker it hears nothing. */
export const startMonitoring = async (name: string, kafka?: TestKafka) => {
  const start = async (env: Settings) => {
    const app = await createService({ name: 'monitoring', module: AppModule }, { listen: kafka !== undefined, env });
    if (!kafka) await app.listen(0, '127.0.0.1');
    return app;
  };
  const service = await serviceOn(name, start, kafka);
  const db = service.app.get(DataSource);
  await inTransaction(db, () => remember(db.manager));

  /** Delivers as the transport does: each time in a transaction of its own. */
  const deliver = (handle: () => unknown) => inTransaction(db, async () => handle());
  return { ...clientOf(service.app), ...service, db, deliver };
};
export type Monitoring = Awaited<ReturnType<typeof startMonitoring>>;

/** What a consumer is told of an event beside its data. */
export const eventAt = (time: string) => ({
  meta: {
    ...{ id: newId(), type: hoursBooked.type, source: '/siger/training', time: new Date(time), key: newId(), sequence: 1 },
    ...{ correlationId: newId(), topic: 'training.events', partition: 0, offset: 0 },
  },
});
