/** One side of the flow in a process of its own, with its half of the raw probe: its task is its argument, and it answers words. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { unitMoved, type UnitMoved } from '@siger/contracts';
import { Changes, OnEvent, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';
import { controller } from './consumers.ts';
import type { FlowTask, Heard, Said } from './flow.side.ts';
import { messagingFixture, messagingParts } from './internals.ts';
import { probeListener, probeSender, tick } from './probe.ts';

const PROBES_PER_SECOND = 50;
const UNITS = 300;

const { side, kafka, topic, roundMs } = JSON.parse(process.argv[2] ?? '') as FlowTask;
const raw = { brokers: kafka.brokers, security: undefined };
const { startTestService, testUnits, aUnit, moved } = await messagingFixture();

/** Calls at a steady pace, whether the earlier ones have ended or not; resolves when all have. */
const pace = async (perSecond: number, call: () => Promise<void>) => {
  const begun = performance.now();
  const calls: Promise<void>[] = [];
  while (performance.now() - begun < roundMs) {
    const due = ((performance.now() - begun) / 1000) * perSecond;
    while (calls.length < due) calls.push(call());
    // Until the next one is due: looking more often would take from the process that is measured.
    await sleep(Math.max(1, begun + (calls.length * 1000) / perSecond - performance.now()));
  }
  await Promise.all(calls);
};

let used = performance.eventLoopUtilization();
const busy = () => {
  const before = used;
  used = performance.eventLoopUtilization();
  return performance.eventLoopUtilization(used, before).utilization;
};

const epoch = () => performance.timeOrigin + performance.now();

/** When the relay had each row, and when the broker had acknowledged it, by the id of the outbox, and its sends; the clock of the database. */
const watchRelay = async () => {
  const { Session, Sender } = await messagingParts();
  const [reads, acknowledged] = [new Map<string, number>(), new Map<string, number>()];
  const sends: [from: number, to: number][] = [];
  const { fresh } = Session.prototype;
  Session.prototype.fresh = async function (limit) {
    const rows = await fresh.call(this, limit);
    const now = epoch();
    for (const { id } of rows) if (!reads.has(id)) reads.set(id, now);
    return rows;
  };
  const { deliver } = Sender.prototype;
  Sender.prototype.deliver = async function (rows, ...more) {
    const from = epoch();
    await deliver.call(this, rows, ...more);
    const now = epoch();
    sends.push([from, now]);
    for (const { id } of rows) acknowledged.set(id, now);
  };
  return { reads, acknowledged, sends };
};

/** Changes units, and sends the messages of the probe beside. */
const says = async () => {
  const { reads, acknowledged, sends } = await watchRelay();
  const service = await startTestService(kafka, [], { name: 'employees' });
  const sender = await probeSender(raw, topic);
  const changes = service.app.get(Changes);
  const ids: string[] = [];
  for (let n = 0; n < UNITS; n += 1) ids.push((await changes.create(testUnits, aUnit())).id);
  let turn = 0;
  const change = async () => void (await changes.change(testUnits, ids[turn++ % UNITS] ?? '', (unit) => moved(unit)));
  const round = async (perSecond: number): Promise<Said> => {
    const probes: [string, number][] = [];
    reads.clear();
    acknowledged.clear();
    sends.length = 0;
    busy();
    await Promise.all([
      pace(perSecond, change),
      pace(PROBES_PER_SECOND, async () => {
        const key = randomUUID();
        probes.push([key, tick()]);
        await sender.send(key);
      }),
    ]);
    return { probes, reads: [...reads], acknowledged: [...acknowledged], sends, busy: busy() };
  };
  return { service, raw: sender, round };
};

/** When the handler had each event, by its id. */
const handled = new Map<string, number>();
class Moves {
  async moved(_data: UnitMoved, { meta }: EventContext) {
    handled.set(meta.id, epoch());
    await transaction().query('INSERT INTO effect (id, key, sequence) VALUES ($1, $2, $3)', [meta.id, meta.key, meta.sequence]);
  }
}

/** Writes one row for each change, and hears the messages of the probe beside. */
const hears = async () => {
  const handler = controller(Moves, 'moved', OnEvent(unitMoved, { consumer: 'training.flow' }));
  const service = await startTestService(kafka, [handler], { name: 'training' });
  const heard = new Map<string, number>();
  const listener = await probeListener(raw, topic, (key) => heard.set(key, tick()));
  const round = (): Promise<Heard> => Promise.resolve({ probes: [...heard], handled: [...handled], busy: busy() });
  return { service, raw: listener, round };
};

process.on('disconnect', () => process.exit(1));
const { service, raw: half, round } = await (side === 'says' ? says() : hears());
process.on('message', (word) => {
  const answer = async () => {
    if (word !== 'stop') return process.send?.(await round(Number(word)));
    await half.stop();
    await service.stop();
    process.exit();
  };
  void answer();
});
process.send?.(service.database.url);
