/**
 * Writes what is derived from the contracts and from who consumes them: schemas, AsyncAPI, event docs, subscriptions.
 *   gen            writes the files
 *   gen --check    fails if a file on disk differs (drift), or if a released schema would break
 *   gen --release  also keeps the present schemas as released: from then on they can only be extended
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { allEvents, asyncApi, breaks, eventDocs, eventSchema } from '@siger/contracts';
import { allHeard, subscriptionsSource } from './subscriptions.ts';

const root = join(import.meta.dirname, '..', '..');
const schemas = join(root, 'libs/contracts/schemas');
const released = join(schemas, 'released');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const derived = new Map<string, string>([
  ...allEvents().map((contract): [string, string] => [
    join(schemas, 'current', `${contract.type}.json`),
    json(eventSchema(contract)),
  ]),
  [join(schemas, 'asyncapi.json'), json(asyncApi())],
  [join(root, 'docs/events.md'), eventDocs()],
  [join(root, 'libs/contracts/src/catalogue/subscriptions.ts'), subscriptionsSource(await allHeard(root))],
]);

const onDisk = () => [
  ...(existsSync(join(schemas, 'current'))
    ? readdirSync(join(schemas, 'current')).map((name) => join(schemas, 'current', name))
    : []),
  join(schemas, 'asyncapi.json'),
  join(root, 'docs/events.md'),
];

const drift = () => [
  ...[...derived].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text).map(([path]) => path),
  ...onDisk().filter((path) => existsSync(path) && !derived.has(path)),
];

/** Every released version of every type is kept, the oldest first; the present one must suit them all. */
const broken = () =>
  (existsSync(released) ? readdirSync(released) : []).flatMap((version) =>
    readdirSync(join(released, version)).flatMap((name) => {
      const before = JSON.parse(readFileSync(join(released, version, name), 'utf8'));
      const contract = allEvents().find(({ type }) => `${type}.json` === name);
      if (!contract) return [`${name} of ${version}: the type is gone; released types stay readable.`];
      return breaks(before, eventSchema(contract)).map(({ at, why }) => `${name} of ${version} at ${at || '/'}: ${why}`);
    }),
  );

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const args = process.argv.slice(2);
const problems = broken();
if (args.includes('--check'))
  problems.push(...drift().map((path) => `${relative(root, path)} is out of step; run \`npm run gen\`.`));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
if (!args.includes('--check')) {
  for (const path of onDisk()) if (!derived.has(path)) rmSync(path, { force: true });
  for (const [path, text] of derived) write(path, text);
}
if (args.includes('--release')) {
  const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version as string;
  for (const contract of allEvents()) write(join(released, version, `${contract.type}.json`), json(eventSchema(contract)));
}
console.log(`${derived.size} generated files ${args.includes('--check') ? 'in step' : 'written'}`);
