import { setTimeout as sleep } from 'node:timers/promises';
import { createTopics } from '@siger/messaging';
import type pg from 'pg';
import { coresOf, whileWorking, type Worked } from './cores.ts';
import type { OwnServers } from '../stack/test-servers.ts';
import { type FlowTask, type Heard, type Said, startSide } from './flow.side.ts';
import { median, quantile, spread, type Figure } from './goal.ts';
import { useServers } from './internals.ts';
import { query } from './pool.ts';
import { probeTopic } from './probe.ts';

const ROUNDS = 6;
const PER_SECOND = 300;
/** What two cores carry with half of their time left: what waits for a core is not what takes long. */
const LIGHT_PER_SECOND = 75;
const LIGHT_ROUNDS = 3;
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
  /** From each commit to the end of the send that was under way; the relay sends one by one. */
  behind: number[];
  /** Shares of the round in which the event loop of either side was busy. */
  busy: { says: number; hears: number };
}
type Side<Of extends Said | Heard> = Awaited<ReturnType<typeof startSide<Of>>>;

interface Sides {
  says: Side<Said>;
  hears: Side<Heard>;
}
const measure = async ({ says, hears }: Sides, perSecond: number, last: string): Promise<{ round: Round; last: string }> => {
  await hears.round(0);
  const said = await says.round(perSecond);
  const { busy } = await hears.round(0);
  const committed = await committedSince(says.pool, last);
  const effects = await effectsOf(
    hears.pool,
    committed.map(({ id }) => id),
  );
  let handled = new Map<string, number>();
  const heard = await untilAll(
    said.probes.map(([key]) => key),
    async () => {
      const answer = await hears.round(0);
      handled = new Map(answer.handled);
      return new Map(answer.probes);
    },
  );
  const since = (times: ReadonlyMap<string, number>, key: 'n' | 'id') =>
    committed.map((one) => (times.get(one[key]) ?? NaN) - one.at).filter((ms) => !Number.isNaN(ms));
  const round = {
    ...{ read: since(new Map(said.reads), 'n'), acknowledged: since(new Map(said.acknowledged), 'n') },
    ...{ handled: since(handled, 'id'), effect: since(effects, 'id') },
    behind: committed.map(({ at }) =>
      Math.max(0, ...said.sends.filter(([from, to]) => from < at && at < to).map(([, to]) => to - at)),
    ),
    raw: said.probes.map(([key, at]) => (heard.get(key) ?? NaN) - at),
    busy: { says: said.busy, hears: busy },
  };
  return { round, last: committed.at(-1)?.n ?? last };
};

interface Measured {
  rounds: Round[];
  works: Worked[];
}
const figuresOf = ({ rounds, works }: Measured, perSecond: number, how: string): Figure[] => {
  type Stage = Exclude<keyof Round, 'busy'>;
  const ratio = (share: number) => rounds.map(({ effect, raw }) => quantile(effect, share) / quantile(raw, share));
  const [middle, tail] = [ratio(0.5), ratio(0.99)];
  const at = (share: number, stage: Stage) => median(rounds.map((round) => quantile(round[stage], share))).toFixed(1);
  const both = (stage: Stage) => `${at(0.5, stage)}/${at(0.99, stage)}`;
  const times = (stage: Stage) => `${stage} ${both(stage)}`;
  const busy = (['says', 'hears'] as const).map((side) => Math.round(median(rounds.map((round) => round.busy[side])) * 100));
  const stages = (['read', 'acknowledged', 'handled', 'effect', 'raw'] as const).map(times).join(', ');
  // What stalls the machine meets whoever is under way: the longer that is, the more often.
  const often = 100 * median(middle);
  const slowest = (stage: Stage, share: number) =>
    quantile(
      rounds.flatMap((round) => round[stage]),
      share,
    ).toFixed(1);
  const stalls = `all rounds: 1 of 100 effects takes over ${slowest('effect', 0.99)} ms, 1 of 100 raw round trips over ${slowest('raw', 0.99)}, 1 of ${often.toFixed(0)} over ${slowest('raw', 1 - 1 / often)}`;
  const waiting = `p50/p99 until the send under way at the commit has ended: ${both('behind')}`;
  const reading = rounds.map(({ read }) => quantile(read, 0.99));
  const name = `commit to effect at ${perSecond} tps${how} : raw round trip`;
  const detail = `${spread(middle)}; p50/p99 in ms since the commit: ${stages}; event loops busy: ${busy.join(' and ')} %; cores: ${coresOf(works)}`;
  return [
    { name: `${name}, median`, value: median(middle), unit: '', detail },
    { name: `${name}, p99`, value: median(tail), unit: '', detail: `${spread(tail)}; ${stalls}` },
    {
      name: `commit to read by the relay at ${perSecond} tps${how}, p99`,
      value: median(reading),
      unit: 'ms',
      detail: `${spread(reading)}; ${waiting}`,
    },
  ];
};
const GOALS = [2.5, 3.5, 20];

/** A commit has its time before it is on the disk, and the broker waits for none: what that is of the time to an effect. */
const withoutDisk = async ({ postgres }: OwnServers): Promise<void> => {
  await query(postgres, 'ALTER SYSTEM SET synchronous_commit = off');
  await query(postgres, 'SELECT pg_reload_conf()');
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
  const sides = { hears, says };
  let last = '0';
  const load = async (perSecond: number, rounds: number, how = ''): Promise<Figure[]> => {
    const measured: Measured = { rounds: [], works: [] };
    for (let n = 0; n <= rounds; n += 1) {
      const turn = n === 0 ? 'warming up' : `round ${n} of ${rounds}`;
      progress(`commit to effect at ${perSecond} tps${how}, ${turn}`);
      const worked = await whileWorking([says.pid, hears.pid], servers, async () => {
        const { round, last: seen } = await measure(sides, perSecond, last);
        last = seen;
        if (n > 0) measured.rounds.push(round);
      });
      if (n > 0) measured.works.push(worked);
    }
    return figuresOf(measured, perSecond, how);
  };
  try {
    const full = await load(PER_SECOND, ROUNDS);
    const light = await load(LIGHT_PER_SECOND, LIGHT_ROUNDS);
    await withoutDisk(servers);
    const quick = await load(PER_SECOND, LIGHT_ROUNDS, ', no commit waiting for the disk');
    return [...full.map((figure, n) => ({ ...figure, atMost: GOALS[n] ?? NaN })), ...light, ...quick];
  } finally {
    await says.stop();
    await hears.stop();
    await remove();
  }
};
