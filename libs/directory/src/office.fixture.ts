import { newId } from '@siger/service';
import type { Person, PersonPlacement, Unit } from './directory.entity.js';

/** Rows of a directory for the specs of a service that keeps one. A unit stands at the end of the path from its agency. */
export const unitRow = (path: readonly [agencyId: string, ...below: string[]], more: Partial<Unit> = {}): Unit => {
  const id = path.at(-1) ?? path[0];
  const [agencyId, parentId = null] = [path[0], path.at(-2)];
  const kind = parentId === null ? 'AGENCY' : 'DIVISION';
  const own = { id, version: 1, agencyId, parentId, code: id, name: 'Dinas', kind, regionCode: '18' } as const;
  return { ...own, until: null, path: `/${path.join('/')}/`, ...more };
};

export const personRow = (employeeId: string, more: Partial<Person> = {}): Person => ({
  ...{ employeeId, version: 1, nip: '199001012015051001', name: 'Siti Rahmawati', status: 'PNS', active: true },
  ...more,
});

export const placementRow = (employeeId: string, unitId: string, more: Partial<PersonPlacement> = {}): PersonPlacement => ({
  ...{ placementId: newId(), employeeId, unitId, positionId: newId(), positionName: 'Analis', positionKind: 'PELAKSANA' },
  ...{ grade: null, head: false, primary: true, from: '2015-01-01', until: null },
  ...more,
});
