import type { OwnServers } from '../stack/test-servers.ts';
import { median } from './goal.ts';
import { cpuSeconds } from './processes.ts';

const parts = ['node', 'broker', 'PostgreSQL'] as const;
type Part = (typeof parts)[number];

/** What a piece of work took in seconds, and the cores in use meanwhile, on average. */
export interface Worked {
  readonly took: number;
  readonly cores: Readonly<Record<Part, number>>;
}

/** Node is what these processes use, without the servers where those are below them. */
export const whileWorking = async (
  nodes: readonly number[],
  { pids: [postgres = 0, broker = 0] }: OwnServers,
  work: () => Promise<unknown>,
): Promise<Worked> => {
  const read = () => {
    const servers = { broker: cpuSeconds(broker), PostgreSQL: cpuSeconds(postgres) };
    const all = nodes.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
    return { ...servers, node: nodes.includes(process.pid) ? all - servers.broker - servers.PostgreSQL : all };
  };
  const [before, begun] = [read(), performance.now()];
  await work();
  const took = (performance.now() - begun) / 1000;
  const after = read();
  const share = (part: Part) => (after[part] - before[part]) / took;
  return { took, cores: { node: share('node'), broker: share('broker'), PostgreSQL: share('PostgreSQL') } };
};

/** Who has no more of a core to give. */
export const coresOf = (rounds: readonly Worked[]): string =>
  parts.map((part) => `${part} ${median(rounds.map(({ cores }) => cores[part])).toFixed(2)}`).join(', ');
