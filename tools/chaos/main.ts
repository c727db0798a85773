/**
 * `npm run chaos`: faults on a stack of its own under real load, judged by ten invariants. One verdict a line, JSON beside it.
 *   --list                      the scenarios
 *   --scenario N [--seed S]     one of them; the same seed gives the same faults
 *   --all                       one after the other
 *   --mutants                   broken builds, each of which its scenario has to notice
 *   --ci                        a bounded set with a fresh seed
 *   --soak 10m                  scenarios at random until the time is over
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Chance } from '../demo/random.ts';
import { explain } from '../stack/faults.ts';
import { notices } from './mutants.ts';
import { linesOf, type Told } from './report.ts';
import { type Result, runScenario, wrongIn } from './run.ts';
import { scenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';

const IN_CI = [1, 5, 10];

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

const results: Told[] = [];
const tell = (told: Told): void => {
  results.push(told);
  for (const line of linesOf(told)) console.log(line);
};
const run = async (scenario: Scenario, at: string): Promise<void> => {
  console.log(`\n${scenario.number}. ${scenario.title} (seed ${at})`);
  const result: Result = await runScenario(scenario, { seed: at });
  tell({ result, wrong: wrongIn(result) });
};

const minutes = (said: string): number =>
  Number(/^(\d+)m$/.exec(said)?.[1] ?? usage(`--soak ${said}: say minutes, for example 10m.`));

const soak = async (until: number): Promise<void> => {
  const chance = new Chance(`${seed}:soak`);
  for (let round = 1; Date.now() < until; round += 1) await run(chance.pick(scenarios), `${seed}-${round}`);
};

if (values.list)
  for (const { number, title, proves } of scenarios) console.log(`${String(number).padStart(3)}  ${title} (${proves.join(' ')})`);
else {
  if (values.scenario) await run(numbered(values.scenario), seed);
  else if (values.all) for (const scenario of scenarios) await run(scenario, seed);
  else if (values.ci) for (const number of IN_CI) await run(numbered(String(number)), seed);
  else if (values.mutants) await notices(seed, tell);
  else if (values.soak) await soak(Date.now() + minutes(values.soak) * 60_000);
  else usage('Nothing was asked for.');
  const good = results.filter(({ wrong }) => wrong === 0).length;
  const violations = results.reduce((sum, { wrong }) => sum + wrong, 0);
  console.log(`\nchaos: ${good}/${results.length} scenarios, ${violations} violations`);
  process.exitCode = violations === 0 ? 0 : 1;
}
process.exit();
