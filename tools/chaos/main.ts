/**
 * `npm run chaos`: faults on a stack of its own under real load, judged by ten invariants. One verdict a line, JSON beside it.
 *   --list                      the scenarios
 *   --scenario N [--seed S]     one of them; the same seed gives the same faults
 *   --all                       all of them and the mutants, on three stacks side by side
 *   --mutants                   broken builds, each of which its scenario has to notice
 *   --ci                        as many of a quick set as fit into four minutes, with a fresh seed
 *   --soak 10m                  faults at random on one stack until the time is over
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { explain } from '../stack/faults.ts';
import { notices } from './mutants.ts';
import { archive, linesOf, type Told } from './report.ts';
import { type Result, runScenario, wrongIn } from './run.ts';
import { scenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { soakOf } from './soak.ts';

/** Quick ones of each kind: acknowledgements that are lost, records in disorder, a process that dies. */
const IN_CI = [10, 15, 1];
const CI_MS = 240_000;
const EXPECTED_MS = 75_000;

const usage = (line: string): never => {
  console.error(`${line}\nSay one of: --list, --scenario N [--seed S], --all, --mutants, --ci, --soak 10m`);
  process.exit(2);
};

const read = () => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { scenario: text, seed: text, soak: text, all: flag, list: flag, ci: flag, mutants: flag } })
      .values;
  } catch (error) {
    return usage(explain(error));
  }
};
const values = read();
const seed = values.seed ?? randomBytes(4).toString('hex');

const numbered = (said: string): Scenario =>
  scenarios.find(({ number }) => String(number) === said) ??
  usage(`There is no scenario ${said}; there are ${scenarios.map(({ number }) => number).join(', ')}.`);

const since = new Date();
const told: Told[] = [];
const mutants: Told[] = [];
const tellIn =
  (list: Told[]) =>
  (one: Told, title: string): void => {
    list.push(one);
    for (const line of [`\n${title}`, ...linesOf(one)]) console.log(line);
  };
const run = async (scenario: Scenario, lane = 0): Promise<void> => {
  const title = `${scenario.number || 'Soak'}. ${scenario.title} (seed ${seed})`;
  console.log(`... ${title}`);
  const result: Result = await runScenario(scenario, { seed, lane });
  tellIn(told)({ result, wrong: wrongIn(result) }, title);
};

type Work = (lane: number) => Promise<void>;

/** On two stacks side by side: most of a scenario is waiting. Those that wait for minutes under a slow load are on a third. */
const inLanes = async (works: readonly Work[], slow: readonly Work[] = []): Promise<void> => {
  const [quick, patient] = [[...works], [...slow]];
  const lanes = [quick, quick, patient].map(async (left, lane) => {
    for (let work = left.shift(); work; work = left.shift()) await work(lane);
  });
  await Promise.all(lanes);
};

/** The next one only while the longest so far would still fit. */
const quickly = async (): Promise<void> => {
  for (const number of IN_CI) {
    const longest = Math.max(EXPECTED_MS, ...told.map(({ result }) => result.seconds * 1_000));
    if (Date.now() - since.getTime() + longest > CI_MS) console.log(`\n${number}. left out: no time`);
    else await run(numbered(String(number)));
  }
};

const minutes = (said: string): number =>
  Number(/^([1-9]\d*)m$/.exec(said)?.[1] ?? usage(`--soak ${said}: say minutes, for example 10m.`));

const broken = () => notices(seed, tellIn(mutants));
const worksOf = (some: readonly Scenario[] = []): Work[] => some.map((scenario) => (lane) => run(scenario, lane));
const modes = {
  scenario: (said: string) => run(numbered(said)),
  all: () => {
    const [slow, quick] = [true, false].map((waits) => scenarios.filter(({ lasts }) => (lasts !== undefined) === waits));
    return inLanes([...worksOf(quick), ...broken()], worksOf(slow));
  },
  ci: quickly,
  mutants: () => inLanes(broken()),
  soak: (said: string) => run(soakOf(minutes(said))),
};

if (values.list)
  for (const { number, title, proves } of scenarios) console.log(`${String(number).padStart(3)}  ${title} (${proves.join(' ')})`);
else {
  const mode = (Object.keys(modes) as (keyof typeof modes)[]).find((one) => values[one]);
  await (mode ? modes[mode](String(values[mode])) : usage('Nothing was asked for.'));
  const good = (all: readonly Told[]) => all.filter(({ wrong }) => wrong === 0).length;
  const violations = [...told, ...mutants].reduce((sum, { wrong }) => sum + wrong, 0);
  console.log(`\nverdicts: ${archive(mode ?? 'none', since, told, mutants)}`);
  if (mutants.length) console.log(`mutants: ${good(mutants)}/${mutants.length} caught`);
  console.log(`chaos: ${good(told)}/${told.length} scenarios, ${violations} violations`);
  process.exitCode = violations === 0 ? 0 : 1;
}
process.exit();
