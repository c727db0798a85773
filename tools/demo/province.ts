import { demoAccounts, type DemoAccount, type ImportEmployee, type ImportPosition, type ImportUnit } from '@siger/contracts';
import { demoOffice, offices, otherOffice, type Office } from './offices.ts';
import { peopleMaker } from './people.ts';
import { Chance, idOf } from './random.ts';
import type { Region } from './regions.ts';

/** First day of the units and of the demo accounts' placements: early enough for the plans of many past years. */
export const SINCE = '2012-01-01';

export interface Member {
  readonly employee: ImportEmployee & { id: string };
  /** First day of the placement. */
  readonly since: string;
  readonly unit: ImportUnit & { id: string };
  readonly officeCode: string;
  readonly head: boolean;
  readonly rater: Member | null;
  readonly account: DemoAccount | null;
}
export interface Province {
  readonly units: readonly (ImportUnit & { id: string })[];
  readonly positions: readonly ImportPosition[];
  /** Raters before those whom they rate. */
  readonly members: readonly Member[];
}

export const positionId = (code: string) => idOf(`position:${code}`);

const position = (code: string, name: string, kind: string, grade: string | null = null): ImportPosition => ({
  id: positionId(code),
  code,
  name,
  kind,
  grade,
});

const positions = [
  position('JPT-MADYA', 'Sekretaris Daerah', 'JPT'),
  position('JPT-PRATAMA', 'Kepala Perangkat Daerah', 'JPT'),
  position('ADM', 'Kepala Bidang', 'ADMINISTRATOR'),
  position('PGW', 'Kepala Seksi', 'PENGAWAS'),
  position('ANALIS-PERTAMA', 'Analis Kebijakan Ahli Pertama', 'JF', 'AHLI_PERTAMA'),
  position('ANALIS-MUDA', 'Analis Kebijakan Ahli Muda', 'JF', 'AHLI_MUDA'),
  position('ARSIPARIS-MAHIR', 'Arsiparis Mahir', 'JF', 'MAHIR'),
  position('PELAKSANA', 'Pengelola Layanan Operasional', 'PELAKSANA'),
  position('KLEREK', 'Pengadministrasi Perkantoran', 'PELAKSANA'),
] as const;

const staffPositions = [
  ['PELAKSANA', 4],
  ['KLEREK', 2],
  ['ANALIS-PERTAMA', 3],
  ['ANALIS-MUDA', 1],
  ['ARSIPARIS-MAHIR', 1],
] as const;

/** Builds the province: the same seed and size give the same people. */
export class ProvinceBuilder {
  private readonly chance: Chance;
  private readonly person: ReturnType<typeof peopleMaker>;
  private readonly units: (ImportUnit & { id: string })[] = [];
  private readonly members: Member[] = [];
  private readonly size: number;
  private readonly regions: readonly Region[];

  constructor(size: number, regions: readonly Region[], seed: string) {
    this.size = size;
    this.regions = regions;
    this.chance = new Chance(`${seed}:province`);
    this.person = peopleMaker(new Chance(`${seed}:people`));
  }

  build(): Province {
    const [secretariat, ...others] = offices;
    if (!secretariat) throw new Error('no office');
    const secretary = this.office(secretariat, null, 'JPT-MADYA');
    for (const office of others) this.office(office, secretary, 'JPT-PRATAMA');
    for (let round = 0; this.members.length < this.size; round += 1) this.branch(round);
    return { units: this.units, positions, members: this.members };
  }

  private unit(code: string, parentCode: string | null, name: string, kind: string, regionCode = '18') {
    const unit = { id: idOf(`unit:${code}`), code, parentCode, name, kind, regionCode, from: SINCE };
    this.units.push(unit);
    return unit;
  }

  private office(office: Office, secretary: Member | null, headPosition: string): Member {
    const top = this.unit(office.code, null, office.name, 'AGENCY');
    const head = this.place(office.code, top, headPosition, true, secretary, this.account(office, 'agency-head'));
    const own = this.unit(`${office.code}.SEK`, office.code, 'Sekretariat', 'SECRETARIAT');
    const chief = this.place(office.code, own, 'ADM', true, head);
    for (const account of this.accounts(office, 'agency-staff')) this.place(office.code, own, 'KLEREK', false, chief, account);
    for (let n = 0; n < 4; n += 1) this.place(office.code, own, 'KLEREK', false, chief);
    office.divisions.forEach((name, at) => this.division(office, name, at, head));
    return head;
  }

  /** The demo accounts sit in the first division of their office, directly under its head. */
  private division(office: Office, name: string, at: number, head: Member) {
    const unit = this.unit(`${office.code}.B${at + 1}`, office.code, name, 'DIVISION');
    const first = at === 0;
    const chief = this.place(office.code, unit, 'ADM', true, head, first ? this.account(office, 'unit-head') : null);
    if (first)
      for (const account of this.accounts(office, 'unit')) this.place(office.code, unit, 'PELAKSANA', false, chief, account);
    if (first)
      for (const account of this.accounts(office, 'other-unit'))
        this.place(office.code, unit, 'PELAKSANA', false, chief, account);
    for (let n = 0; n < 4; n += 1) this.staff(office.code, unit, chief);
    for (const part of ['I', 'II']) {
      const section = this.unit(`${unit.code}.${part}`, unit.code, `Seksi ${part} ${name.replace(/^Bidang /, '')}`, 'SECTION');
      const leader = this.place(office.code, section, 'PGW', true, chief);
      for (let n = 0; n < 8; n += 1) this.staff(office.code, section, leader);
    }
  }

  /** Branches (UPTD) in the regions fill the province up to its size. */
  private branch(round: number) {
    const office = offices[1 + (round % (offices.length - 1))];
    const region = this.regions[round % this.regions.length];
    const head = this.members.find(
      (member) => member.officeCode === office?.code && member.head && member.unit.code === office.code,
    );
    if (!office || !region || !head) throw new Error('no office for a branch');
    const code = `${office.code}.U${round + 1}`;
    const unit = this.unit(
      code,
      office.code,
      `UPTD ${office.name} Wilayah ${region.name} ${Math.floor(round / this.regions.length) + 1}`,
      'TECHNICAL_UNIT',
      region.kemendagri,
    );
    const leader = this.place(office.code, unit, 'PGW', true, head);
    for (let n = 0; n < 14 && this.members.length < this.size; n += 1) this.staff(office.code, unit, leader);
  }

  private staff(officeCode: string, unit: ImportUnit & { id: string }, rater: Member) {
    this.place(officeCode, unit, this.chance.weighted(staffPositions), false, rater);
  }

  private accounts(office: Office, place: DemoAccount['place']): DemoAccount[] {
    const home = place === 'other-unit' ? otherOffice : demoOffice;
    return office.code === home ? demoAccounts.filter((account) => account.place === place) : [];
  }
  private account(office: Office, place: DemoAccount['place']): DemoAccount | null {
    return this.accounts(office, place)[0] ?? null;
  }

  private place(
    officeCode: string,
    unit: ImportUnit & { id: string },
    positionCode: string,
    head: boolean,
    rater: Member | null,
    account: DemoAccount | null = null,
  ): Member {
    const { nip, name, status, appointed } = this.person();
    const from = account || appointed < 2012 ? SINCE : `${appointed + 1}-01-01`;
    const ratedFrom = rater && rater.since > from ? rater.since : from;
    const employee = {
      id: account?.employeeId ?? idOf(`employee:${nip}`),
      nip,
      name,
      status,
      placement: { unitCode: unit.code, positionCode, head, from },
      ...(rater ? { rater: { nip: rater.employee.nip, from: ratedFrom } } : {}),
    };
    const member = { employee, since: from, unit, officeCode, head, rater, account };
    this.members.push(member);
    return member;
  }
}
