import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { hashOf } from './code.js';

const folder = mkdtempSync(join(tmpdir(), 'siger-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the code of a program is known by what was built, and by nothing else', () => {
  mkdirSync(join(folder, 'figures'));
  const handlers = join(folder, 'figures/figures.controller.js');
  writeFileSync(handlers, 'one');
  const before = hashOf([folder]);
  writeFileSync(join(folder, 'figures.js.map'), 'built elsewhere');
  expect(hashOf([folder])).toBe(before);
  writeFileSync(handlers, 'two');
  expect(hashOf([folder])).not.toBe(before);
  writeFileSync(handlers, 'one');
  expect(hashOf([folder])).toBe(before);
});
