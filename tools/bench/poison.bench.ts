import { topics, appraisalCompleted } from '@siger/contracts';
import type pg from 'pg';
import type { OwnServers } from '../stack/test-servers.ts';
import { type Backlog, writeBacklog } from './topic-backlog.ts';
import { consumerOf, refused, type Style } from './consumers.ts';
import { type Consumption, consume, countTakings } from './consumption.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts, useServers } from './internals.ts';

const LOADS = { each: { events: 40_000, aggregates: 2_000 }, together: { events: 120_000, aggregates: 6_000 } } as const;
const ROUNDS = 5;

/** One key of each partition. */
const poisonOf = async ({ keys }: Backlog): Promise<string[]> => {
  const { partitionOf } = await messagingParts();
  const found = new Map<number, string>();
  for (const key of keys) found.set(partitionOf(appraisalCompleted.topic, key), key);
  if (found.size !== topics[appraisalCompleted.topic].partitions) throw new Error('There is a partition without a key.');
  return [...found.values()];
};

/** Nothing of a poison key may have had an effect, and nothing of any other may be missing. */
const judge = (style: Style, healthy: number, poison: number) => async (pool: pg.Pool) => {
  const { rows } = await pool.query<{ effects: number; kept: number }>(
    `SELECT (SELECT count(*)::int FROM effect) AS effects,
      (SELECT count(*)::int FROM inbox_parked WHERE consumer = $1 AND status = 'parked') AS kept`,
    [consumerOf(style)],
  );
  const [{ effects, kept } = { effects: 0, kept: 0 }] = rows;
  if (effects !== healthy || kept !== poison)
    throw new Error(`${effects} of ${healthy} effects, ${kept} of ${poison} events are parked`);
};

/** Ratios of the healthy keys' rate, with one poison key on each partition, to the same load without. */
const compare = async (servers: OwnServers, style: Style, progress: (what: string) => void): Promise<Figure> => {
  const { events, aggregates } = LOADS[style];
  const backlog = await writeBacklog(servers.brokers, events, aggregates);
  const poison = await poisonOf(backlog);
  const bad = (events / aggregates) * poison.length;
  const rounds: { beside: Consumption; alone: Consumption }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(`poison, ${style}, ${round === 0 ? 'warming up' : `round ${round} of ${ROUNDS}`}`);
    poison.forEach((key) => refused.add(key));
    const beside = await consume(backlog, style, judge(style, events - bad, bad)).finally(() => refused.clear());
    const alone = await consume(backlog, style, judge(style, events, 0));
    if (round > 0) rounds.push({ beside, alone });
  }
  const ratios = rounds.map(({ beside, alone }) => alone.seconds / beside.seconds);
  const both = (what: keyof Consumption, digits: number) =>
    [rounds.map(({ beside }) => beside[what]), rounds.map(({ alone }) => alone[what])]
      .map((values) => median(values).toFixed(digits))
      .join(' and ');
  if (rounds.some(({ alone }) => alone.takings === 0))
    throw new Error('PostgreSQL has not counted how often the inbox was asked.');
  const asked = `asks the inbox ${both('takings', 0)} times, ${both('taking', 2)} s of all connections in PostgreSQL`;
  const takings = `beside poison and without, a round of ${both('seconds', 2)} s ${asked}`;
  return {
    name: `healthy keys beside poison : without, ${style === 'each' ? 'handler per event' : 'batch handler'}`,
    value: median(ratios),
    unit: '',
    atLeast: 0.9,
    detail: `${spread(ratios)}; ${poison.length} of ${aggregates} keys, ${bad} of ${events} events are poison; ${takings}`,
  };
};

/** One key per partition that its handler always refuses. */
export const benchPoison = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  await countTakings(servers);
  return [await compare(servers, 'each', progress), await compare(servers, 'together', progress)];
};
