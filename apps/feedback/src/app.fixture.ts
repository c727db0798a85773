import { type PublicServiceView, type Role, type SkmAnswers, skmElements } from '@siger/contracts';
import { Person, PersonPlacement, Unit } from '@siger/directory';
import { personRow, placementRow, unitRow } from '@siger/directory/fixture';
import { clock, createService, inTransaction, newId } from '@siger/service';
import { clientOf, said, serviceOn } from '@siger/testing';
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
  const paths = { agency: [units.agency], division: [units.agency, units.division], other: [units.other] } as const;
  const rows = Object.entries(paths).map(([place, path]) => unitRow(path, { name: `Unit ${place}` }));
  await manager.insert(Unit, rows);
  for (const { employee_id: employeeId, place } of Object.values(people)) {
    await manager.insert(Person, personRow(employeeId));
    await manager.insert(PersonPlacement, placementRow(employeeId, units[place]));
  }
};

/** Every element with the same answer, some otherwise. */
export const answers = (all: number, more: Partial<SkmAnswers> = {}): SkmAnswers =>
  Object.assign(Object.fromEntries(skmElements.map((element) => [element, all])), more) as SkmAnswers;

/** The whole service on a fresh database that knows the units and people, without a broker. */
export const startFeedback = async (name: string) => {
  const service = await serviceOn(name, (env) => createService({ name: 'feedback', module: AppModule }, { listen: false, env }));
  const db = service.app.get(DataSource);
  await inTransaction(db, () => remember(db.manager));
  const client = clientOf(service.app);

  const register = async (more: object = {}): Promise<PublicServiceView> => {
    const body = { unitId, name: `Legalisasi ijazah ${newId()}`, ...more };
    return (await client.post<PublicServiceView>('/v1/public-services', body, { as: people.officer })).body;
  };
  /** Citizens answer, one after the other. */
  const answer = async (serviceId: string, ...given: SkmAnswers[]) => {
    for (const one of given) await client.post(`/v1/public-services/${serviceId}/responses`, { answers: one });
  };
  return { ...client, ...service, db, said: (key: string) => said(db, key), register, answer, today: clock.today };
};
export type Feedback = Awaited<ReturnType<typeof startFeedback>>;
