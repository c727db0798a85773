import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@siger/messaging';
import type pg from 'pg';
import { coresOf, whileWorking, type Worked } from './cores.ts';
import type { OwnServers } from '../stack/test-servers.ts';
import { type FlowTask, type Heard, type Said, startSide } from './flow.side.ts';
import { median, quantile, spread, type Figure } from './goal.ts';
import { useServers } from './internals.ts';
import { probeTopic } from './probe.ts';

const ROUNDS = 6;
const ROUND_MS = 8_000;
const PATIENCE_MS = 20_000;

interface Committed {
  n: string;
  id: string;
  at: number;
}
const epoch = (xid: string) => `extract(epoch FROM pg_xact_commit_timestamp(${xid}))::float8 * 1000`;
const committedSince = async (pool: pg.Pool, n: string) => {
  const { rows } = await pool.query<Committed>(
    `SELECT id AS n, event_id AS id, ${epoch('xid::xid')} AS at FROM outbox WHERE id > $1 AND type = 'unit.moved.v1' ORDER BY id`,
    [n],
  );
  return rows;
};

/** Asks until there is an answer for each of these. */
const untilAll = async <Key>(keys: readonly Key[], ask: () => Promise<Map<Key, number>>): Promise<Map<Key, number>> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answers = await ask();
    const missing = keys.filter((key) => !answers.has(key)).length;
    if (missing === 0) return answers;
    if (performance.now() > deadline) throw new Error(`${missing} of ${keys.length} have not arrived.`);
    await sleep(100);
  }
};
const effectsOf = (pool: pg.Pool, ids: readonly string[]) =>
  untilAll(ids, async () => {
    const { rows } = await pool.query<{ id: string; at: number }>(
      `SELECT id, ${epoch('xmin')} AS at FROM effect WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, at }) => [id, at]));
  });

/** Milliseconds of one round: from commit to each stage, and of the raw round trips. */
interface Round {
  read: number[];
  acknowledged: number[];
  handled: number[];
  effect: number[];
  raw: number[];
  /** Shares of the round in which the event loop of either side was busy. */
  busy: { says: number; hears: number };
}
type Side<Of extends Said | Heard> = Awaited<ReturnType<typeof startSide<Of>>>;

const measure = async (says: Side<Said>, hears: Side<Heard>, last: string): Promise<{ round: Round; last: string }> => {
  await hears.round();
  const said = await says.round();
  const { busy } = await hears.round();
  const committed = await committedSince(says.pool, last);
  const effects = await effectsOf(
    hears.pool,
    committed.map(({ id }) => id),
  );
  let handled = new Map<string, number>();
  const heard = await untilAll(
    said.probes.map(([key]) => key),
    async () => {
      const answer = await hears.round();
      handled = new Map(answer.handled);
      return new Map(answer.probes);
    },
  );
  const since = (times: ReadonlyMap<string, number>, key: 'n' | 'id') =>
    committed.map((one) => (times.get(one[key]) ?? NaN) - one.at).filter((ms) => !Number.isNaN(ms));
  const round = {
    ...{ read: since(new Map(said.reads), 'n'), acknowledged: since(new Map(said.acknowledged), 'n') },
    ...{ handled: since(handled, 'id'), effect: since(effects, 'id') },
    raw: said.probes.map(([key, at]) => (heard.get(key) ?? NaN) - at),
    busy: { says: said.busy, hears: busy },
  };
  return { round, last: committed.at(-1)?.n ?? last };
};

const figuresOf = (rounds: readonly Round[], worked: readonly Worked[]): Figure[] => {
  type Stage = Exclude<keyof Round, 'busy'>;
  const ratio = (share: number) => rounds.map(({ effect, raw }) => quantile(effect, share) / quantile(raw, share));
  const [middle, tail] = [ratio(0.5), ratio(0.99)];
  const at = (share: number, stage: Stage) => median(rounds.map((round) => quantile(round[stage], share))).toFixed(1);
  const times = (stage: Stage) => `${stage} ${at(0.5, stage)}/${at(0.99, stage)}`;
  const busy = (['says', 'hears'] as const).map((side) => Math.round(median(rounds.map((round) => round.busy[side])) * 100));
  const stages = (['read', 'acknowledged', 'handled', 'effect', 'raw'] as const).map(times).join(', ');
  const reading = rounds.map(({ read }) => quantile(read, 0.99));
  return [
    {
      name: 'commit to effect at 300 tps : raw round trip, median',
      value: median(middle),
      unit: '',
      atMost: 2.5,
      detail: `${spread(middle)}; p50/p99 in ms since the commit: ${stages}; event loops busy: ${busy.join(' and ')} %; cores: ${coresOf(worked)}`,
    },
    { name: 'the same, p99', value: median(tail), unit: '', atMost: 3.5, detail: spread(tail) },
    { name: 'commit to read by the relay, p99', value: median(reading), unit: 'ms', atMost: 20, detail: spread(reading) },
  ];
};

/**
 * From the commit of one service to the commit of the effect in another one's database, with raw round trips taken all the while
 * between the same two processes.
 */
export const benchFlow = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const kafka = { brokers: [...servers.brokers], prefix: `flow${Date.now()}.` };
  await createTopics(kafka.brokers, kafka.prefix);
  const { topic, remove } = await probeTopic({ brokers: servers.brokers, security: undefined });
  const task = { kafka, topic, roundMs: ROUND_MS };
  const hears = await startSide<Heard>({ ...task, side: 'hears' } satisfies FlowTask);
  const says = await startSide<Said>({ ...task, side: 'says' } satisfies FlowTask);
  const rounds: Round[] = [];
  const works: Worked[] = [];
  try {
    let last = '0';
    for (let n = 0; n <= ROUNDS; n += 1) {
      progress(n === 0 ? 'commit to effect, warming up' : `commit to effect, round ${n} of ${ROUNDS}`);
      const worked = await whileWorking([says.pid, hears.pid], servers, async () => {
        const measured = await measure(says, hears, last);
        last = measured.last;
        if (n > 0) rounds.push(measured.round);
      });
      if (n > 0) works.push(worked);
    }
  } finally {
    await says.stop();
    await hears.stop();
  }
  await remove();
  return figuresOf(rounds, works);
};
