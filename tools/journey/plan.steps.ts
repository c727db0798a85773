import {
  behaviours,
  type CycleView,
  type EmployeeView,
  type Page,
  type PlanView,
  type PublicServiceView,
  type UnitView,
} from '@siger/contracts';
import { employeeIdOf, type Tokens } from './actors.ts';
import { eventually, type Gateway } from './gateway.ts';

export interface Setting {
  readonly unit: UnitView;
  readonly service: PublicServiceView;
  readonly cycle: CycleView;
  readonly today: string;
}

/** Where the employee works, a public service of that unit, and the cycle of this year. */
export const findSetting = async (gateway: Gateway, tokens: Tokens, today: string): Promise<Setting> => {
  const me = await gateway.get<EmployeeView>(`/v1/employees/${tokens.employeeId}`, tokens.employee);
  const unitId = me.placements.find(({ from, until }) => from <= today && (until ?? today) >= today)?.unitId;
  const unit = await gateway.get<UnitView>(`/v1/units/${unitId}`, tokens.employee);
  const services = await gateway.get<Page<PublicServiceView>>(`/v1/public-services?unitId=${unitId}`);
  const service = services.items.find(({ open }) => open);
  if (!service) throw new Error('the unit gives no public service');
  return { unit, service, cycle: await findCycle(gateway, tokens, unit.agencyId, Number(today.slice(0, 4))), today };
};

/** The annual cycle of this year, opened if the year has just begun. */
const findCycle = async (gateway: Gateway, tokens: Tokens, agencyId: string, year: number): Promise<CycleView> => {
  const found = await gateway.get<Page<CycleView>>(`/v1/cycles?agencyId=${agencyId}&year=${year}`, tokens.agencyAdmin);
  const cycle =
    found.items[0] ??
    (await gateway.post<CycleView>('/v1/cycles', tokens.agencyAdmin, { agencyId, year, periodicity: 'TRIWULAN' }));
  return cycle.state === 'DISIAPKAN'
    ? gateway.post<CycleView>(`/v1/cycles/${cycle.id}/open`, tokens.agencyAdmin, undefined, cycle.version)
    : cycle;
};

const plansOf = async (gateway: Gateway, token: string, employeeId: string, cycleId: string): Promise<PlanView[]> => {
  const { items } = await gateway.get<Page<{ id: string }>>(
    `/v1/plans?employeeId=${employeeId}&cycleId=${cycleId}&limit=200`,
    token,
  );
  return Promise.all(items.map(({ id }) => gateway.get<PlanView>(`/v1/plans/${id}`, token)));
};

/** submit by the owner, agree and establish by the rater. */
const establish = async (gateway: Gateway, owner: string, rater: string, created: PlanView): Promise<PlanView> => {
  const submitted = await gateway.post<PlanView>(`/v1/plans/${created.id}/submit`, owner, undefined, created.version);
  const agreed = await gateway.post<PlanView>(`/v1/plans/${created.id}/agree`, rater, undefined, submitted.version);
  return gateway.post<PlanView>(`/v1/plans/${created.id}/establish`, rater, undefined, agreed.version);
};

export const leadersPlan = async (gateway: Gateway, tokens: Tokens, { cycle, service }: Setting): Promise<PlanView> => {
  const existing = await plansOf(gateway, tokens.leader, employeeIdOf('leader'), cycle.id);
  const established = existing.find(({ state }) => state === 'DITETAPKAN');
  if (established) return established;
  const draft =
    existing[0] ??
    (await gateway.post<PlanView>('/v1/plans', tokens.leader, {
      cycleId: cycle.id,
      approach: 'KUANTITATIF',
      results: [
        {
          kind: 'UTAMA',
          description: `Meningkatnya kepuasan masyarakat atas ${service.name}`,
          indicators: [{ description: 'Indeks Kepuasan Masyarakat', perspective: 'PENERIMA_LAYANAN', target: '88.31' }],
        },
      ],
    }));
  return establish(gateway, tokens.leader, tokens.chief, draft);
};

/** The employee's plan: its first result intervenes in one of the leader's and is measured by what citizens say. */
export const employeesPlan = async (
  gateway: Gateway,
  tokens: Tokens,
  { cycle, service }: Setting,
  leaders: PlanView,
): Promise<PlanView> => {
  const [existing] = await plansOf(gateway, tokens.employee, tokens.employeeId, cycle.id);
  if (existing) return existing;
  const draft = await gateway.post<PlanView>('/v1/plans', tokens.employee, {
    cycleId: cycle.id,
    approach: 'KUANTITATIF',
    results: [
      {
        kind: 'UTAMA',
        description: `Terlayaninya pemohon ${service.name} sesuai standar`,
        parentResultIds: [leaders.results[0]?.id],
        indicators: [
          {
            description: 'Indeks Kepuasan Masyarakat',
            aspect: 'KUALITAS',
            target: '88.31',
            source: { kind: 'SKM_INDEX', publicServiceId: service.id },
          },
          { description: 'Berkas selesai tepat waktu', aspect: 'WAKTU', target: '95 persen' },
        ],
      },
    ],
    behaviours: [{ value: behaviours[0], expectation: 'Menjawab setiap warga pada hari yang sama' }],
  });
  return establish(gateway, tokens.employee, tokens.leader, draft);
};

/** The published index, as it arrived in the employee's plan without retyping. */
export const untilRealised = (gateway: Gateway, tokens: Tokens, planId: string, indexId: string) =>
  eventually('the index as realisation of the indicator', async () => {
    const plan = await gateway.get<PlanView>(`/v1/plans/${planId}`, tokens.employee);
    const realisation = plan.results
      .flatMap(({ indicators }) => indicators.flatMap(({ realisations }) => realisations))
      .find((candidate) => candidate.indexId === indexId);
    return realisation && { plan, realisation };
  });
