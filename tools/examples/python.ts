import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/place.ts';
import { finished, killed, type Program } from './program.ts';
import type { Truth } from './truth.ts';

const sources = join(root, 'docs/examples/python');

/** A virtual environment with what the example asks for. */
const install = async (work: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const cwd = join(work, 'python');
  mkdirSync(cwd);
  for (const name of readdirSync(sources)) if (/\.(py|txt)$/.test(name)) cpSync(join(sources, name), join(cwd, name));
  try {
    await finished({ command: 'python3', args: ['-m', 'venv', '.venv'], cwd, env });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt'];
    await finished({ command: join(cwd, '.venv/bin/python'), args: pip, cwd, env });
  } catch (error) {
    throw new Error(
      'The Python example needs Python 3.9 or newer with venv (Debian: python3-venv) and a package index that has its requirements.txt.',
      { cause: error },
    );
  }
  return cwd;
};

/** Plays the Python program, killed in the middle once. Resolves with what it saw. */
export const playPython = async (work: string, env: NodeJS.ProcessEnv, truth: Truth): Promise<string> => {
  const cwd = await install(work, env);
  const program: Program = { command: join(cwd, '.venv/bin/python'), args: ['indices.py'], cwd, env };
  await killed(program, /^\d{4}-\d{2}-\d{2} /, 3);
  const last = (await finished(program)).trim().split('\n').at(-1);
  const indices: unknown = JSON.parse(readFileSync(join(cwd, 'indices.json'), 'utf8'));
  assert.deepEqual(indices, truth.indices, 'indices.py stored otherwise than the topic holds');
  const again = (await finished(program)).trim();
  assert.equal(again, last, 'indices.py read again what its group had read');
  return `${last}, the same after a kill; the next run read nothing twice`;
};
