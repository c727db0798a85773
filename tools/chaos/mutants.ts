import type { ServiceName } from '@siger/contracts';
import { noticedBy } from './check/invariants.ts';
import type { Mutant } from './preload/mutants.ts';
import type { Told } from './report.ts';
import { runScenario } from './run.ts';
import { scenarios } from './scenarios/index.ts';

/** Which scenario exists for which rule of the machinery. */
const made: readonly { mutant: Mutant; service: ServiceName; scenario: number; lasts?: number }[] = [
  { mutant: 'offset-before-effect', service: 'training', scenario: 5 },
  { mutant: 'overlapping-sends', service: 'appraisal', scenario: 10 },
  { mutant: 'id-after-last', service: 'appraisal', scenario: 20, lasts: 60_000 },
];

/**
 * Each broken build has to be noticed by its scenario: a run whose invariants all hold is what is wrong here. One piece of work for
 * each, to be done on any lane.
 */
export const notices = (seed: string, tell: (told: Told, title: string) => void): ((lane: number) => Promise<void>)[] =>
  made.map(({ mutant, service, scenario: number, lasts }) => async (lane) => {
    const scenario = scenarios.find((one) => one.number === number);
    if (!scenario) throw new Error(`There is no scenario ${number}.`);
    const result = await runScenario(scenario, { seed, lane, lasts, mutants: { [service]: mutant } });
    const noticed = noticedBy(result.verdicts);
    const said = noticed.length ? `CAUGHT by ${noticed.join(', ')}` : 'NOT CAUGHT';
    tell({ result, wrong: noticed.length ? 0 : 1 }, `Mutant ${mutant} in ${service}, scenario ${number} (seed ${seed}): ${said}`);
  });
