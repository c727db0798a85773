import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { subscriptions as heard } from '@siger/contracts';
import { broken, drift, generate, release } from './generate.ts';

const workspace = join(import.meta.dirname, '../..');
const moved = 'libs/contracts/schemas/current/unit.moved.v1.json';
const docs = 'docs/events.md';
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'siger-gen-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));

describe('what is generated', () => {
  it('is the same whenever and wherever it is made, and the second time touches nothing', () => {
    expect(generate(root, heard)).toContain(moved);
    const before = statSync(join(root, docs)).mtimeMs;
    expect(generate(root, heard)).toEqual([]);
    expect(statSync(join(root, docs)).mtimeMs).toBe(before);
    expect(drift(root, heard)).toEqual([]);
    // Another process made what is committed, on another day.
    for (const path of [moved, docs, 'libs/contracts/schemas/asyncapi.json', 'libs/contracts/src/catalogue/subscriptions.ts'])
      expect(readFileSync(join(root, path), 'utf8')).toBe(readFileSync(join(workspace, path), 'utf8'));
  });

  it('is found out of step when it was edited, lost or left over, and is put right', () => {
    generate(root, heard);
    edit(docs, (text) => `${text} `);
    rmSync(join(root, moved));
    const left = 'libs/contracts/schemas/current/unit.sold.v1.json';
    writeFileSync(join(root, left), '{}');
    expect(drift(root, heard).sort()).toEqual([docs, moved, left].sort());
    expect(generate(root, heard).sort()).toEqual([docs, moved, left].sort());
    expect(drift(root, heard)).toEqual([]);
  });
});

describe('what was released', () => {
  const released = 'libs/contracts/schemas/released';

  it('holds for every version ever', () => {
    expect(broken(workspace)).toEqual([]);
  });

  it('is refused where the contracts break it, with version, type and place', () => {
    cpSync(join(workspace, released), join(root, released), { recursive: true });
    edit(`${released}/0.1.0/unit.moved.v1.json`, (text) =>
      text.replace('"from": {', '"since": { "type": "string" },\n"from": {'),
    );
    edit(`${released}/0.1.0/wire.json`, (text) => text.replace('"partitions": 12', '"partitions": 6'));
    expect(broken(root)).toEqual([
      expect.stringMatching(/had 6 partitions in 0\.1\.0/),
      expect.stringMatching(/^unit\.moved\.v1 of 0\.1\.0 at \/properties\/since: `since` was removed/),
    ]);
  });

  it('is written once: the same again is fine, another under the same version is not', () => {
    expect(release(root, '0.2.0')).toBeUndefined();
    expect(broken(root)).toEqual([]);
    expect(release(root, '0.2.0')).toBeUndefined();
    edit(`${released}/0.2.0/unit.moved.v1.json`, (text) => text.replace('UnitMoved', 'Moved'));
    expect(release(root, '0.2.0')).toMatch(/0\.2\.0 was said already .*; raise the version/);
  });
});
