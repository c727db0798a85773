import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@siger/contracts';
import { Api } from '../demo/api.ts';
import { loader } from '../demo/people.load.ts';
import { Chance } from '../demo/random.ts';
import { messageOf } from '../stack/faults.ts';
import { Arena } from './arena/arena.ts';
import { evidenceFolder } from './check/collect.ts';
import type { Evidence } from './check/evidence.ts';
import { emptyOf, judge, noticedBy, type Verdict } from './check/invariants.ts';
import { collect, untilQuiet } from './check/quiet.ts';
import { Ledger } from './load/ledger.ts';
import { Load } from './load/load.ts';
import { found, type Town } from './load/town.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { awake } from './stillness.ts';

export interface Result {
  readonly number: number;
  readonly title: string;
  readonly seed: string;
  readonly seconds: number;
  /** By what it is known that the faults happened. */
  readonly proofs: readonly string[];
  readonly operations: Readonly<Record<string, number>>;
  readonly quietAfter: number | null;
  readonly verdicts: readonly Verdict[];
  /** Why it did not come to a judgement. */
  readonly broken: string | null;
  /** What to say to have it once more, without the seed. */
  readonly again: string;
  readonly folder: string;
}

export interface Wish {
  readonly seed: string;
  /** Which of the stacks that run side by side, from 0. */
  readonly lane?: number;
  readonly mutants?: Readonly<Partial<Record<ServiceName, string>>>;
  /** Milliseconds, where the scenario need not last as long as it says. */
  readonly lasts?: number | undefined;
}

/** How many things went wrong: violations, and one for a fault that did not happen or a run that broke. */
export const wrongIn = ({ verdicts, broken, proofs }: Result): number =>
  verdicts.reduce((sum, { violations }) => sum + violations.length, 0) + (broken !== null || proofs.length === 0 ? 1 : 0);

const EVERY_MS = 80;

/** A request makes about one appraisal; a long run asks more slowly, so that the appraisals of the town last to its end. */
const paceOf = (lasts: number, { occasions }: Town): number => Math.max(EVERY_MS, (lasts * 1.1) / occasions.length);

const perform = async (arena: Arena, scenario: Scenario, folder: string, wish: Wish, proofs: string[]) => {
  const { seed, mutants = {}, lasts = scenario.lasts ?? 0 } = wish;
  const chance = new Chance(`${seed}:${scenario.number}`);
  await arena.start(mutants);
  const api = new Api(arena.mint, arena.place.offset);
  const town = await found(api);
  const ledger = await Ledger.open(join(folder, 'ledger.jsonl'));
  const token = await arena.mint({ ...loader, lifetime: 10_800 });
  const doors = { appraisal: () => arena.door('appraisal'), employees: () => arena.door('employees'), token };
  const load = new Load(new Chance(`${seed}:load`), ledger, doors, town, paceOf(lasts, town));
  load.start();
  await sleep(3_000);
  const [foreign, sound, poison] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let broken: string | null = null;
  try {
    await scenario.run({ arena, chance, load, lasts, foreign, sound, poison, proof: (what) => proofs.push(what) });
    await sleep(2_000);
    await arena.heal();
  } catch (error) {
    broken = messageOf(error);
  }
  await load.stop();
  const quietAfter = await untilQuiet(arena);
  const evidence = await collect(arena, { ledger: ledger.entries, quietAfter, foreign, sound, poison });
  await ledger.close();
  return { evidence, broken, quietAfter };
};

const counted = ({ ledger, topics }: Evidence) => {
  const of = (outcome: string) => ledger.filter((entry) => entry.outcome === outcome).length;
  return { acknowledged: of('ack'), rejected: of('reject'), unknown: of('unknown'), records: topics.length };
};

const runOnce = async (scenario: Scenario, wish: Wish): Promise<Result> => {
  const since = Date.now();
  const name = `${new Date(since).toISOString().replaceAll(':', '-').slice(0, 19)}-scenario-${scenario.number}`;
  const folder = evidenceFolder(name);
  mkdirSync(folder, { recursive: true });
  const arena = new Arena(folder, () => wires.next(), { ...scenario.ground, lane: wish.lane ?? 0 });
  const wires = new Chance(`${wish.seed}:wires`);
  const proofs: string[] = [];
  const { number, title, lasts } = scenario;
  const again = number === 0 ? `--soak ${(lasts ?? 0) / 60_000}m` : `--scenario ${number}`;
  const facts = { number, title, seed: wish.seed, proofs, again, folder };
  let result: Result;
  try {
    const { evidence, broken, quietAfter } = await perform(arena, scenario, folder, wish, proofs);
    const verdicts = judge(evidence);
    const empty = emptyOf(verdicts, ['I1', ...scenario.proves]).map((invariant) => `nothing could be looked at for ${invariant}`);
    const why = broken ?? (empty.length ? empty.join(', ') : null);
    result = { ...facts, seconds: 0, operations: counted(evidence), quietAfter, verdicts, broken: why };
    if (wrongIn(result) > 0) writeFileSync(join(folder, 'evidence.json'), JSON.stringify(evidence, plain));
  } catch (error) {
    result = { ...facts, seconds: 0, operations: {}, quietAfter: null, verdicts: [], broken: messageOf(error) };
  } finally {
    await arena.stop();
  }
  result = { ...result, seconds: Math.round((Date.now() - since) / 1000) };
  writeFileSync(join(folder, 'verdict.json'), `${JSON.stringify(result, null, 2)}\n`);
  arena.removeData();
  rmSync(join(folder, 'run'), { recursive: true, force: true });
  return result;
};

/** One scenario on a stack of its own: load, fault, heal, quiet, judgement. What was lost or doubled at rest is so, whatever the clocks say. */
export const runScenario = (scenario: Scenario, wish: Wish): Promise<Result> =>
  awake(
    () => runOnce(scenario, wish),
    ({ verdicts, quietAfter }) => quietAfter !== null && noticedBy(verdicts).length > 0,
  );

const plain = (_: string, value: unknown): unknown =>
  value instanceof Set ? [...value] : value instanceof Map ? Object.fromEntries(value) : value;
