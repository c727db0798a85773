/**
 * Plays docs/examples against the running platform, as an outsider does: an account that may only read, its settings as they are
 * printed, the package's file in an empty folder, a virtual environment of Python. Exits non-zero where one does not hold; a machine
 * without Python fails, too.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsIn } from '../principal/handout.ts';
import { messageOf } from '../stack/faults.ts';
import { root } from '../stack/place.ts';
import { readStack } from '../stack/stack-file.ts';
import { finished } from './program.ts';
import { playPython } from './python.ts';
import { truthOf } from './truth.ts';
import { playTypescript } from './typescript.ts';

const started = Date.now();
const say = (line: string) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`);
const causes = (error: unknown): string => {
  const { cause } = error as Error;
  return cause ? `${messageOf(error)}\n${causes(cause)}` : messageOf(error);
};

/** Nothing of ours is inherited, so that what the account came with has to be enough; how packages are fetched is. */
const foreign = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(KAFKA_|SIGER_|DATABASE_|NODE_OPTIONS|npm_config_local)/.test(name)),
  );

const principal = (...args: string[]): Promise<string> =>
  finished({
    ...{ command: process.execPath, args: [join(root, 'tools/principal/main.ts'), ...args], cwd: root },
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning' },
  });

const play = async (): Promise<void> => {
  const stack = readStack();
  const name = `example-${randomBytes(4).toString('hex')}`;
  const work = mkdtempSync(join(tmpdir(), 'siger-examples-'));
  const text = await principal('issue', name, '--topics', 'appraisal.events,feedback.events,unit.snapshot');
  try {
    const env = { ...foreign(process.env), SIGER_GATEWAY: stack.gateway, ...settingsIn(text) };
    const truth = await truthOf(stack);
    say(`typescript: ${await playTypescript(work, env, truth)}`);
    say(`python: ${await playPython(work, env, truth)}`);
  } finally {
    await principal('revoke', name);
    rmSync(work, { recursive: true, force: true });
  }
};

try {
  await play();
  say('examples: everything holds');
} catch (error) {
  console.error(`examples: ${causes(error)}`);
  process.exitCode = 1;
}
