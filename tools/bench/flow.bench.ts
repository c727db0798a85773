import { setTimeout as sleep } from 'node:timers/promises';
import { unitMoved, type UnitMoved } from '@siger/contracts';
import { Changes, createTopics, OnEvent, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import type { DataSource } from 'typeorm';
import type { OwnServers } from '../stack/test-servers.ts';
import { controller } from './consumers.ts';
import { median, quantile, spread, type Figure } from './goal.ts';
import { messagingFixture, messagingParts, useServers } from './internals.ts';
import { probe } from './probe.ts';

const ROUNDS = 6;
const ROUND_MS = 8_000;
const PER_SECOND = 300;
const PROBES_PER_SECOND = 50;
const UNITS = 300;

class Moves {
  async moved(_data: UnitMoved, { meta }: EventContext) {
    await transaction().query('INSERT INTO effect (id, key, sequence) VALUES ($1, $2, $3)', [meta.id, meta.key, meta.sequence]);
  }
}
const handler = controller(Moves, 'moved', OnEvent(unitMoved, { consumer: 'training.flow' }));

/** Calls at a steady pace, whether the earlier ones have ended or not; resolves when all have. */
const pace = async (perSecond: number, ms: number, call: () => Promise<void>) => {
  const begun = performance.now();
  const calls: Promise<void>[] = [];
  while (performance.now() - begun < ms) {
    const due = ((performance.now() - begun) / 1000) * perSecond;
    while (calls.length < due) calls.push(call());
    await sleep(1);
  }
  await Promise.all(calls);
};

/** When the relay had each row, by the id of the outbox; epoch milliseconds, the clock of the database. */
const watchReads = async () => {
  const { Session } = await messagingParts();
  const reads = new Map<string, number>();
  const { fresh } = Session.prototype;
  Session.prototype.fresh = async function (limit) {
    const rows = await fresh.call(this, limit);
    const now = performance.timeOrigin + performance.now();
    for (const { id } of rows) if (!reads.has(id)) reads.set(id, now);
    return rows;
  };
  return { reads, end: () => void (Session.prototype.fresh = fresh) };
};

interface Said {
  n: string;
  id: string;
  at: number;
}
const epoch = (xid: string) => `extract(epoch FROM pg_xact_commit_timestamp(${xid}))::float8 * 1000`;
const saidSince = (db: DataSource, n: string) =>
  db.query<Said[]>(
    `SELECT id AS n, event_id AS id, ${epoch('xid::xid')} AS at FROM outbox WHERE id > $1 AND type = 'unit.moved.v1' ORDER BY id`,
    [n],
  );
const effectsOf = async (db: DataSource, ids: readonly string[]) => {
  for (;;) {
    const rows = await db.query<{ id: string; at: number }[]>(
      `SELECT id, ${epoch('xmin')} AS at FROM effect WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    if (rows.length >= ids.length) return new Map(rows.map(({ id, at }) => [id, at]));
    await sleep(100);
  }
};

/** From the commit of one service to the commit of the effect in another one's database, with raw round trips taken all the while. */
export const benchFlow = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const { startTestService, testUnits, aUnit, moved } = await messagingFixture();
  const kafka = { brokers: [...servers.brokers], prefix: `flow${Date.now()}.` };
  await createTopics(kafka.brokers, kafka.prefix);
  const { reads, end } = await watchReads();
  const says = await startTestService(kafka, [], { name: 'employees' });
  const hears = await startTestService(kafka, [handler], { name: 'training' });
  const raw = await probe({ brokers: servers.brokers, security: undefined });
  const changes = says.app.get(Changes);
  const ids: string[] = [];
  for (let n = 0; n < UNITS; n += 1) ids.push((await changes.create(testUnits, aUnit())).id);
  let turn = 0;
  const change = async () => void (await changes.change(testUnits, ids[turn++ % UNITS] ?? '', (unit) => moved(unit)));
  const rounds: { effects: number[]; raws: number[]; waits: number[] }[] = [];
  let last = '0';
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'commit to effect, warming up' : `commit to effect, round ${round} of ${ROUNDS}`);
    const raws: number[] = [];
    await Promise.all([
      pace(PER_SECOND, ROUND_MS, change),
      pace(PROBES_PER_SECOND, ROUND_MS, async () => void raws.push(await raw.once())),
    ]);
    const said = await saidSince(says.dataSource, last);
    const effects = await effectsOf(
      hears.dataSource,
      said.map(({ id }) => id),
    );
    last = said.at(-1)?.n ?? last;
    if (round === 0) continue;
    rounds.push({
      effects: said.map(({ id, at }) => (effects.get(id) ?? NaN) - at),
      waits: said.map(({ n, at }) => (reads.get(n) ?? NaN) - at).filter((wait) => !Number.isNaN(wait)),
      raws,
    });
  }
  end();
  await raw.stop();
  for (const service of [says, hears]) {
    await service.stop();
    await service.database.drop();
  }
  const ratio = (share: number) => rounds.map(({ effects, raws }) => quantile(effects, share) / quantile(raws, share));
  const [middle, tail] = [ratio(0.5), ratio(0.99)];
  const times = (pick: (round: (typeof rounds)[number]) => number[]) =>
    `${median(rounds.map((round) => quantile(pick(round), 0.5))).toFixed(1)}/${median(rounds.map((round) => quantile(pick(round), 0.99))).toFixed(1)} ms`;
  const compared = `effect ${times(({ effects }) => effects)}, raw ${times(({ raws }) => raws)} (p50/p99)`;
  const reading = rounds.map(({ waits }) => quantile(waits, 0.99));
  return [
    {
      name: 'commit to effect at 300 tps : raw round trip, median',
      value: median(middle),
      unit: '',
      atMost: 2.5,
      detail: `${spread(middle)}; ${compared}`,
    },
    { name: 'the same, p99', value: median(tail), unit: '', atMost: 3.5, detail: spread(tail) },
    { name: 'commit to read by the relay, p99', value: median(reading), unit: 'ms', atMost: 20, detail: spread(reading) },
  ];
};
