import { randomBytes } from 'node:crypto';

/** What the global set-up tells every worker of the run. */
export interface TestRun {
  readonly run: string;
  readonly postgres: string;
  readonly owner: string;
  readonly app: string;
  readonly brokers: readonly string[];
}

export function testRun(): TestRun {
  const told = process.env['SIGER_TEST_RUN'];
  if (!told) throw new Error('No servers: name the file *.int.spec.ts or *.kafka.spec.ts, so that its project starts them.');
  return JSON.parse(told) as TestRun;
}

/** A name that no other spec file of the run uses, starting with the run's own. Random: one process runs many files, each with fresh modules. */
export const uniqueName = (separator: string): string => [testRun().run, randomBytes(5).toString('hex')].join(separator);
