import { demoAccounts, type ImportView } from '@siger/contracts';
import { chunks, until, type Api, type As } from './api.ts';
import type { Member, Province } from './province.ts';

/** Who loads the province: the platform's admin. */
export const loader: As = { sub: demoAccounts.at(-1)?.id ?? '', roles: ['platform-admin'] };

const accept = (view: ImportView) => {
  const refused = view.rows.find(({ outcome }) => outcome === 'REFUSED');
  if (refused) throw new Error(`Row ${refused.pointer} of the import was refused: ${refused.code}`);
};

/** Units, positions, employees with placement and rater, by the same import that a real agency uses. */
export const loadPeople = async (api: Api, { units, positions, members }: Province) => {
  const load = async (document: object) => accept(await api.post<ImportView>('employees', '/v1/imports', document, loader));
  for (const part of chunks(units, 500)) await load({ units: part });
  await load({ positions });
  for (const part of chunks(members, 500)) await load({ employees: part.map(({ employee }) => employee) });
};

/** Every service hears of people by events; what follows needs the last of them. */
export const untilKnown = async (api: Api, members: readonly Member[]) => {
  const offices = new Map<string, number>();
  for (const { officeCode } of members) offices.set(officeCode, (offices.get(officeCode) ?? 0) + 1);
  for (const [code, count] of offices) {
    const unit = members.find((member) => member.officeCode === code && member.unit.code === code)?.unit;
    await until(`the directory of ${code}`, async () => {
      const known = await api
        .get<{ employees: number }>('monitoring', `/v1/dashboards/units/${unit?.id}`, loader)
        .catch(() => ({ employees: 0 }));
      return known.employees >= count;
    });
  }
};
