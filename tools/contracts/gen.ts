/**
 * Writes what is derived from the contracts and from who consumes them: schemas, AsyncAPI, event docs, subscriptions.
 *   gen            writes the files
 *   gen --check    fails if a file on disk differs (drift), or if a released schema would break or was tampered with
 *   gen --release  also keeps the present schemas as released: from then on they can only be extended
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drift, generate } from './generate.ts';
import { broken, damaged, release, unkept } from './released.ts';
import { allHeard } from './subscriptions.ts';

const root = join(import.meta.dirname, '..', '..');
const flag = { type: 'boolean', default: false } as const;
const read = () => {
  try {
    return parseArgs({ options: { check: flag, release: flag } }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\nnpm run gen [-- --check | --release]`);
    return process.exit(2);
  }
};
const { check: isCheck, release: isRelease } = read();
const heard = await allHeard(root);

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const problems = damaged(root);
if (problems.length === 0) problems.push(...broken(root));
if (isCheck) problems.push(...drift(root, heard).map((path) => `${path} is out of step; run \`npm run gen\`.`));
if (problems.length === 0 && isRelease) {
  const refused = release(root, version);
  if (refused) problems.push(refused);
}
if (problems.length === 0) problems.push(...unkept(root, version));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(isCheck ? 'Everything generated is in step.' : `${generate(root, heard).length} generated files changed.`);
