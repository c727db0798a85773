import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from './faults.ts';
import { root } from './place.ts';
import { sayTo, seconds } from './progress.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** One part of `npm test`. It tells what it is doing by `say` and counts what it judged. */
export interface Stage {
  readonly name: string;
  run(): Promise<Count>;
}

const say = sayTo(process.stdout);
const bin = (tool: string): string => join(root, 'node_modules', tool);
const withFlags = ['--disable-warning=TimeoutNegativeWarning', '--disable-warning=ExperimentalWarning'];

interface Ran {
  readonly ok: boolean;
  readonly said: string;
}

/** Runs a script on this Node and keeps what it says. */
export const run = (
  script: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; flags?: string[]; live?: boolean } = {},
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const { env = {}, flags = [], live = false } = options;
    const child = spawn(process.execPath, [...withFlags, ...flags, script, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, said }));
  });

const one = (ok: boolean): Count => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/** A stage that is one command and counts as one. Its words are shown only when it fails. */
export const command = (name: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Stage => ({
  name,
  run: async () => {
    const { ok, said } = await run(script, args, { env });
    if (!ok) process.stdout.write(`${said.trim()}\n`);
    return one(ok);
  },
});

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly success: boolean;
}

/** A stage of jest projects: every test counts, and so does a file that could not be run at all. */
export const jest = (name: string, projects: readonly string[]): Stage => ({
  name,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'siger-jest-'));
    const report = join(folder, 'report.json');
    try {
      const args = ['--selectProjects', ...projects, '--maxWorkers=2', '--silent', '--json', `--outputFile=${report}`];
      const { ok, said } = await run(bin('jest/bin/jest.js'), args, { flags: ['--experimental-vm-modules'] });
      const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success } = JSON.parse(
        readFileSync(report, 'utf8'),
      ) as JestReport;
      const failed = numFailedTests + numRuntimeErrorTestSuites;
      if (!success || !ok) process.stdout.write(`${words(said)}\n`);
      return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed };
    } catch (error) {
      say(`jest made no report: ${messageOf(error)}`);
      return one(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** What jest says to people, without the passed tests and the report in JSON. */
const words = (said: string): string =>
  said
    .split('\n')
    .filter((line) => !line.startsWith('{"num') && !/^\s+✓|^PASS /.test(line))
    .join('\n')
    .trim();

const nx = (target: string): Stage =>
  command(target === 'lint' ? 'lint' : 'types', bin('nx/dist/bin/nx.js'), ['run-many', '-t', target, '--outputStyle=static'], {
    NX_TUI: 'false',
  });

/** The fast part: everything that needs no server. */
export const fast: readonly Stage[] = [
  command('format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level=warn', '.']),
  // Through Nx, because the rules between projects read its graph: on an old one a new violation passes silently.
  nx('lint'),
  command('lint of tools', bin('eslint/bin/eslint.js'), ['tools', '--max-warnings=0']),
  nx('typecheck'),
  command('types of tools', bin('typescript/bin/tsc'), ['-p', 'tools/tsconfig.json']),
  command('generated files and released schemas', join(root, 'tools/contracts/gen.ts'), ['--check']),
  jest('unit and contract tests', ['unit']),
];

/** Runs the stages one after the other, all of them even if one fails, and ends with the line that tells how it went. */
export async function runStages(stages: readonly Stage[]): Promise<boolean> {
  const total = { passed: 0, failed: 0 };
  const bad: string[] = [];
  for (const stage of stages) {
    say(`${stage.name} ...`);
    const since = Date.now();
    const { passed, failed } = await stage.run();
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) bad.push(stage.name);
    say(`${stage.name}: ${passed} passed, ${failed} failed (${seconds(Date.now() - since)})`);
  }
  if (bad.length > 0) say(`Failed: ${bad.join('; ')}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0;
}
