import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { subscriptions as heard } from '@siger/contracts';
import { drift, generate } from './generate.ts';

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
