/** What is derived from the contracts. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApi, eventDocs } from '@siger/contracts';
import { filesIn, json, SCHEMAS, write } from './files.ts';
import { now } from './released.ts';
import { streamCatalogue, streamTypes } from './stream-client.ts';
import { type Heard, subscriptionsSource } from './subscriptions.ts';

const CURRENT = `${SCHEMAS}/current`;

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
