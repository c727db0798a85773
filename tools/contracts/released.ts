/** What was released, kept for ever: whether it is whole, and whether the present contracts suit it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { allEvents, type JsonSchema, refusals, type Release, releaseOf, type Wire } from '@siger/contracts';
import { filesIn, json, read, SCHEMAS, write } from './files.ts';

const RELEASED = `${SCHEMAS}/released`;
/** Path below the folder of releases to the hash of what was said there; only a release writes it. */
const HASHES = `${SCHEMAS}/released.hashes.json`;
const WIRE = 'wire.json';

export const now = (version: string) => releaseOf(version, allEvents());

const releaseIn = (folder: string, version: string): Release => ({
  version,
  schemas: Object.fromEntries(
    filesIn(folder)
      .filter((name) => name !== WIRE)
      .map((name) => [name.replace(/\.json$/, ''), read(join(folder, name)) as JsonSchema]),
  ),
  wire: read(join(folder, WIRE)) as Wire,
});

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const hashesIn = (root: string) =>
  existsSync(join(root, HASHES)) ? (read(join(root, HASHES)) as Record<string, string>) : undefined;

/** Files that are not what was released, each as one sentence that says what to do. */
export const damaged = (root: string): string[] => {
  const hashes = hashesIn(root);
  if (!hashes) return [`${HASHES} is gone, and nothing vouches for what was released; take it back from the history.`];
  const present = filesIn(join(root, RELEASED)).flatMap((version) =>
    filesIn(join(root, RELEASED, version)).map((name) => `${version}/${name}`),
  );
  const lost = Object.keys(hashes).filter((path) => !present.includes(path));
  const kept = present.filter((path) => hashes[path]);
  const edited = kept.filter((path) => hashOf(readFileSync(join(root, RELEASED, path), 'utf8')) !== hashes[path]);
  const strange = present.filter((path) => !hashes[path]);
  return [
    ...lost.map((path) => `${RELEASED}/${path} was released and is gone; take it back from the history.`),
    ...edited.map((path) => `${RELEASED}/${path} is not what was released; take it back from the history.`),
    ...strange.map((path) => `${RELEASED}/${path} was never released; remove it.`),
  ];
};

const isLater = (version: string, than: string) => version.localeCompare(than, 'en', { numeric: true }) > 0;

/** Events that say they are of a release which does not hold them; those of the next release are still free. */
export const unkept = (root: string, version: string): string[] =>
  allEvents()
    .filter(({ type, since }) => !isLater(since, version) && !existsSync(join(root, RELEASED, since, `${type}.json`)))
    .map(
      ({ type, since }) =>
        `${type} says since ${since}, which does not hold it; take its file back from the history, or give it the next version as \`since\`.`,
    );

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
  const hashes = [...files].map(([name, text]) => [`${version}/${name}`, hashOf(text)]);
  write(join(root, HASHES), json({ ...hashesIn(root), ...Object.fromEntries(hashes) }));
  return undefined;
};
