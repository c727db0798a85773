/** What is derived from the contracts, and whether the present contracts keep what was released. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { allEvents, asyncApi, eventDocs, type JsonSchema, refusals, type Release, releaseOf, type Wire } from '@siger/contracts';
import { streamCatalogue, streamTypes } from './stream-client.ts';
import { type Heard, subscriptionsSource } from './subscriptions.ts';

const SCHEMAS = 'libs/contracts/schemas';
const CURRENT = `${SCHEMAS}/current`;
const RELEASED = `${SCHEMAS}/released`;
const WIRE = 'wire.json';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

const now = (version: string) => releaseOf(version, allEvents());

/** Path below the root to content. */
const derived = (heard: readonly Heard[]): Map<string, string> =>
  new Map([
    ...Object.entries(now('now').schemas).map(([type, schema]): [string, string] => [`${CURRENT}/${type}.json`, json(schema)]),
    [`${SCHEMAS}/asyncapi.json`, json(asyncApi())],
    ['docs/events.md', eventDocs()],
    ['libs/stream-client/catalogue.json', json(streamCatalogue())],
    ['libs/stream-client/src/events.ts', streamTypes()],
    ['libs/contracts/src/catalogue/subscriptions.ts', subscriptionsSource(heard)],
  ]);

/** Files where nothing but what is derived may be. */
const superfluous = (root: string, wanted: ReadonlyMap<string, string>) =>
  filesIn(join(root, CURRENT))
    .map((name) => `${CURRENT}/${name}`)
    .filter((path) => !wanted.has(path));

/** Paths that differ from what the contracts say. */
export const drift = (root: string, heard: readonly Heard[]): string[] => {
  const wanted = derived(heard);
  const differs = ([path, text]: [string, string]) =>
    !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;
  return [...[...wanted].filter(differs).map(([path]) => path), ...superfluous(root, wanted)];
};

const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Brings the files in step; those that are stay untouched. Answers the paths that it changed. */
export const generate = (root: string, heard: readonly Heard[]): string[] => {
  const wanted = derived(heard);
  const changed = drift(root, heard);
  for (const path of changed) {
    const text = wanted.get(path);
    if (text === undefined) rmSync(join(root, path));
    else write(join(root, path), text);
  }
  return changed;
};

const releaseIn = (folder: string, version: string): Release => ({
  version,
  schemas: Object.fromEntries(
    filesIn(folder)
      .filter((name) => name !== WIRE)
      .map((name) => [name.replace(/\.json$/, ''), read(join(folder, name)) as JsonSchema]),
  ),
  wire: read(join(folder, WIRE)) as Wire,
});

/** Every version that was ever released is kept; the present contracts must suit them all. */
export const broken = (root: string): string[] =>
  filesIn(join(root, RELEASED)).flatMap((version) => refusals(releaseIn(join(root, RELEASED, version), version), now('now')));

/** Keeps the present contracts as released. What was released under a version stays as it was said. */
export const release = (root: string, version: string): string | undefined => {
  const folder = join(root, RELEASED, version);
  const { schemas, wire } = now(version);
  const files = new Map([[WIRE, json(wire)], ...Object.entries(schemas).map(([type, s]) => [`${type}.json`, json(s)] as const)]);
  const same = [...files].every(
    ([name, text]) => existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8') === text,
  );
  if (existsSync(folder) && !same)
    return `${relative(root, folder)} was said already and is not what the contracts say now; raise the version in package.json.`;
  for (const [name, text] of files) write(join(folder, name), text);
  return undefined;
};
