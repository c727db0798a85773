import type { Role } from '@siger/contracts';
import { Person, PersonPlacement, Unit } from '@siger/directory';
import { createService, inTransaction, newId } from '@siger/service';
import { clientOf, freshDatabase, testIssuer, type TestKafka } from '@siger/testing';
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
  const paths = { agency: [units.agency], division: [units.agency, units.division], other: [units.other] };
  for (const [place, ids] of Object.entries(paths)) {
    const [agencyId = '', below] = ids;
    await manager.insert(Unit, {
      ...{ id: below ?? agencyId, version: 1, agencyId, parentId: below ? agencyId : null, code: place, name: `Unit ${place}` },
      ...{ kind: below ? 'DIVISION' : 'AGENCY', regionCode: '18', until: null, path: `/${ids.join('/')}/` },
    });
  }
  for (const { employee_id: employeeId, place } of Object.values(people)) {
    await manager.insert(Person, { employeeId, version: 1, nip: '199001012015051001', name: place, status: 'PNS', active: true });
    await manager.insert(PersonPlacement, {
      ...{ placementId: newId(), employeeId, unitId: units[place], positionId: newId(), positionName: 'Analis' },
      ...{ positionKind: 'PELAKSANA', grade: null, head: employeeId === people.head.employee_id, primary: true },
      ...{ from: '2020-01-01', until: null },
    });
  }
};

/** The whole service on a fresh database that knows the units and people, with its port; without a broker it hears nothing. */
export const startMonitoring = async (name: string, kafka?: TestKafka) => {
  const [database, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = {
    ...issuer.env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOG_LEVEL: 'silent', PORT: '0' },
    ...{ KAFKA_BROKERS: kafka?.brokers.join() ?? '127.0.0.1:1', KAFKA_TOPIC_PREFIX: kafka?.prefix ?? '' },
  };
  const app = await createService({ name: 'monitoring', module: AppModule }, { listen: kafka !== undefined, env });
  if (!kafka) await app.listen(0, '127.0.0.1');
  const db = app.get(DataSource);
  await inTransaction(db, () => remember(db.manager));

  /** Delivers as the transport does: each time in a transaction of its own. */
  const deliver = (handle: () => unknown) => inTransaction(db, async () => handle());
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { ...clientOf(app), app, db, issuer, deliver, close };
};
export type Monitoring = Awaited<ReturnType<typeof startMonitoring>>;
