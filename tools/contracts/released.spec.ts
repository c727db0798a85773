import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { broken, damaged, release, unkept } from './released.ts';

const workspace = join(import.meta.dirname, '../..');
const schemas = 'libs/contracts/schemas';
const hashes = `${schemas}/released.hashes.json`;
const moved = `${schemas}/released/0.1.0/unit.moved.v1.json`;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'siger-released-'));
  cpSync(join(workspace, schemas), join(root, schemas), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
const { version } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { version: string };

describe('what was released', () => {
  it('is whole, and holds for every version ever', () => {
    expect(damaged(workspace)).toEqual([]);
    expect(broken(workspace)).toEqual([]);
    expect(unkept(workspace, version)).toEqual([]);
  });

  it.each<[string, () => void, RegExp]>([
    ['a file is gone', () => rmSync(join(root, moved)), /unit\.moved\.v1\.json was released and is gone; take it back/],
    [
      'a file was edited',
      () => edit(moved, (text) => text.replace('UnitMoved', 'Moved')),
      /is not what was released; take it back/,
    ],
    [
      'a file was put there by hand',
      () => writeFileSync(join(root, schemas, 'released/0.1.0/unit.sold.v1.json'), '{}'),
      /; remove it\.$/,
    ],
    ['nothing vouches for it', () => rmSync(join(root, hashes)), /released\.hashes\.json is gone.*; take it back/],
  ])('is refused where %s, in one sentence', (_, plant, sentence) => {
    plant();
    expect(damaged(root)).toEqual([expect.stringMatching(sentence)]);
  });

  it('holds every event that says it is of that release, even where file and hash went together', () => {
    rmSync(join(root, moved));
    edit(hashes, (text) => text.replace(/.*unit\.moved\.v1\.json.*\n/, ''));
    expect(damaged(root)).toEqual([]);
    expect(unkept(root, '0.1.0')).toEqual([
      expect.stringMatching(/^unit\.moved\.v1 says since 0\.1\.0, which does not hold it; /),
    ]);
    expect(unkept(root, '0.0.9')).toEqual([]);
  });

  it('is written once: the same again is fine, another under the same version is not', () => {
    expect(release(root, '0.2.0')).toBeUndefined();
    expect([...damaged(root), ...broken(root)]).toEqual([]);
    expect(release(root, '0.2.0')).toBeUndefined();
    edit(`${schemas}/released/0.2.0/unit.moved.v1.json`, (text) => text.replace('UnitMoved', 'Moved'));
    expect(release(root, '0.2.0')).toMatch(/0\.2\.0 was said already .*; raise the version/);
  });

  it('is refused where the contracts break it, with version, type and place', () => {
    edit(moved, (text) => text.replace('"from": {', '"since": { "type": "string" },\n"from": {'));
    edit(`${schemas}/released/0.1.0/wire.json`, (text) => text.replace('"partitions": 12', '"partitions": 6'));
    expect(broken(root)).toEqual([
      expect.stringMatching(/had 6 partitions in 0\.1\.0/),
      expect.stringMatching(/^unit\.moved\.v1 of 0\.1\.0 at \/properties\/since: `since` was removed/),
    ]);
  });
});
