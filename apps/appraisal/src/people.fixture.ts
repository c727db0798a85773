import type { FunctionalGrade, PositionKind, Role } from '@siger/contracts';
import { Person, PersonPlacement, PersonRater, Unit } from '@siger/directory';
import { personRow, placementRow, unitRow } from '@siger/directory/fixture';
import { newId } from '@siger/service';
import type { DataSource } from 'typeorm';

const person = (
  unit: Place,
  positionKind: PositionKind = 'PELAKSANA',
  more: { head?: boolean; grade?: FunctionalGrade } = {},
) => ({
  employeeId: newId(),
  unit,
  positionKind,
  head: more.head ?? false,
  grade: more.grade ?? null,
});
type Place = 'agency' | 'division' | 'other';

/** An office with a division: its head rates siti and budi, the head of the office rates the head of the division; and another office. */
export const cast = () => ({
  siti: person('division'),
  budi: person('division', 'JF', { grade: 'AHLI_PERTAMA' }),
  kabid: person('division', 'ADMINISTRATOR', { head: true }),
  kadis: person('agency', 'JPT', { head: true }),
  admin: person('agency'),
  auditor: person('other'),
  stranger: person('other'),
  otherAdmin: person('other'),
});
export type Who = keyof ReturnType<typeof cast>;
const roles: Partial<Record<Who, Role[]>> = {
  admin: ['employee', 'agency-admin'],
  otherAdmin: ['employee', 'agency-admin'],
  auditor: ['auditor'],
};

export interface Caller {
  readonly roles: readonly Role[];
  readonly scope?: string;
}
/** Claims of somebody of the cast, of anybody with such roles or scopes, or of nobody. */
export const claimsOf = (people: ReturnType<typeof cast>, as: Who | Caller | null) => {
  if (as === null) return null;
  if (typeof as === 'object') return { ...as, ...(as.scope === undefined ? { employee_id: newId() } : {}) };
  const { employeeId } = people[as];
  return { sub: employeeId, roles: roles[as] ?? ['employee'], employee_id: employeeId };
};

type Units = Readonly<Record<Place, string>>;
/** Puts the units and people into the service's directory. */
export const remember = async ({ manager }: DataSource, people: ReturnType<typeof cast>, units: Units) => {
  const { agency, division, other } = units;
  await manager.insert(Unit, [unitRow([agency]), unitRow([agency, division]), unitRow([other])]);
  for (const [name, { employeeId, unit, ...placed }] of Object.entries(people)) {
    await manager.insert(Person, personRow(employeeId, { name }));
    await manager.insert(PersonPlacement, placementRow(employeeId, units[unit], placed));
  }
  const rated: [Who, Who][] = [
    ['siti', 'kabid'],
    ['budi', 'kabid'],
    ['kabid', 'kadis'],
  ];
  for (const [who, rater] of rated) {
    const assignment = { employeeId: people[who].employeeId, raterId: people[rater].employeeId };
    await manager.insert(PersonRater, { ...assignment, from: '2015-01-01', until: null });
  }
};
