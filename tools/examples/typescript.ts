import { strict as assert } from 'node:assert';
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/place.ts';
import { finished, killed, type Program } from './program.ts';
import type { Truth } from './truth.ts';

const sources = join(root, 'docs/examples/typescript');

/** The folder of somebody who has the package's file and nothing else of ours. */
const install = async (work: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const cwd = join(work, 'typescript');
  mkdirSync(cwd);
  for (const name of readdirSync(sources))
    if (/^[a-z]+\.(ts|json)$/.test(name) && name !== 'predicates.json') cpSync(join(sources, name), join(cwd, name));
  const npm = (args: string[], where: string) => finished({ command: 'npm', args, cwd: where, env });
  await npm(['pack', '--silent', '-w', 'libs/stream-client', '--pack-destination', cwd], root);
  const file = readdirSync(cwd).find((name) => name.endsWith('.tgz'));
  assert(file, 'npm pack made no file');
  await npm(['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', `./${file}`], cwd);
  const ours = join(cwd, 'node_modules/@siger');
  assert.deepEqual(readdirSync(ours), ['stream-client'], 'more of ours was installed than the client');
  assert(!lstatSync(join(ours, 'stream-client')).isSymbolicLink(), 'the client is a link into the workspace');
  assert(!existsSync(join(cwd, 'node_modules/@nestjs')), 'the client brought Nest');
  return cwd;
};

const idsIn = (said: string): string[] =>
  [...said.matchAll(/^\{"id":"([^"]+)","service":"[^"]+","indexId":"([^"]+)".*\}$/gm)].map(([, , index = '']) => index);

/** Installs the package's file and plays both programs, each killed in the middle once. Resolves with what it saw. */
export const playTypescript = async (work: string, env: NodeJS.ProcessEnv, truth: Truth): Promise<string> => {
  const cwd = await install(work, env);
  const node = (...args: string[]): Program => ({ command: process.execPath, args, cwd, env });
  await finished(node('node_modules/typescript/bin/tsc'));

  const line = /^\d{4}-\S+Z [A-Z_]+ in /;
  const before = (await killed(node('predicates.ts'), line, 20)).split('\n').filter((one) => line.test(one)).length;
  const after = (await finished(node('predicates.ts'))).split('\n').filter((one) => line.test(one)).length;
  const { units } = JSON.parse(readFileSync(join(cwd, 'predicates.json'), 'utf8')) as { units: unknown };
  assert.deepEqual(units, truth.predicates, 'predicates.ts counted otherwise than the topic holds');
  assert(after > 0, 'predicates.ts was not killed in the middle');

  const all = Object.keys(truth.indices);
  const first = idsIn(await killed(node('follow.ts'), /^\{/, 5));
  const rest = idsIn(await killed(node('follow.ts'), new RegExp(`^\\{.*"(${all.filter((id) => !first.includes(id)).join('|')})"`), all.length - first.length)); // prettier-ignore
  assert.deepEqual([...new Set([...first, ...rest])].sort(), all.sort(), 'follow.ts lost or made up an index');
  return `evaluations ${before} before the kill and ${after} after it; indices ${first.length} and ${rest.length}, of ${all.length}`;
};
