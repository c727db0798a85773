import { type PublicServiceView, type Role, type SkmAnswers, skmElements } from '@siger/contracts';
import { Person, PersonPlacement, Unit } from '@siger/directory';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { clientOf, freshDatabase, testIssuer } from '@siger/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { AppModule } from './app.module.js';

const units = { agency: newId(), division: newId(), other: newId() };
type Place = keyof typeof units;
const person = (place: Place, ...roles: Role[]) => {
  const employeeId = newId();
  return { sub: employeeId, employee_id: employeeId, roles: ['employee', ...roles], place };
};

/** An agency with a division, its officer for what citizens say, an employee, and the officer of another agency. */
export const people = {
  officer: person('agency', 'feedback-officer'),
  siti: person('division'),
  otherOfficer: person('other', 'feedback-officer'),
};
export const machine = { roles: ['client'], scope: 'feedback:write' };
export const { division: unitId, other: otherUnitId } = units;

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
      ...{ positionKind: 'PELAKSANA', grade: null, head: false, primary: true, from: '2020-01-01', until: null },
    });
  }
};

/** Every element with the same answer, some otherwise. */
export const answers = (all: number, more: Partial<SkmAnswers> = {}): SkmAnswers =>
  Object.assign(Object.fromEntries(skmElements.map((element) => [element, all])), more) as SkmAnswers;

/** The whole service on a fresh database that knows the units and people, without a broker. */
export const startFeedback = async (name: string) => {
  const [database, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = {
    ...issuer.env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, KAFKA_BROKERS: '127.0.0.1:1', LOG_LEVEL: 'silent' },
  };
  const app = await createService({ name: 'feedback', module: AppModule }, { listen: false, env });
  const db = app.get(DataSource);
  await inTransaction(db, () => remember(db.manager));
  const client = clientOf(app);

  /** What the service has said of one aggregate, in order. */
  const said = (key: string) =>
    db.query<{ type: string; sequence: number; data: Record<string, unknown> }[]>(
      `SELECT type, sequence::int, convert_from(payload, 'UTF8')::json AS data FROM outbox WHERE key = $1 ORDER BY id`,
      [key],
    );
  const register = async (more: object = {}): Promise<PublicServiceView> => {
    const body = { unitId, name: `Legalisasi ijazah ${newId()}`, ...more };
    return (await client.post<PublicServiceView>('/v1/public-services', body, { as: people.officer })).body;
  };
  /** Citizens answer, one after the other. */
  const answer = async (serviceId: string, ...given: SkmAnswers[]) => {
    for (const one of given) await client.post(`/v1/public-services/${serviceId}/responses`, { answers: one });
  };
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { ...client, app, db, said, register, answer, close, today: clock.today };
};
export type Feedback = Awaited<ReturnType<typeof startFeedback>>;
