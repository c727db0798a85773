import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from './lint.ts';
import { allowed, guards, places, root } from './planted.ts';

let findings: Finding[][];
beforeAll(() => {
  const snippets = [...guards.map((guard) => ({ file: places[guard.in], code: guard.code })), ...allowed];
  const out = execFileSync(process.execPath, [join(import.meta.dirname, 'lint.ts')], {
    input: JSON.stringify(snippets),
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  findings = JSON.parse(out) as Finding[][];
}, 120_000);

describe('the places of the snippets', () => {
  it.each(Object.entries(places))('has a file for %s', (_, file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });
});

describe('lint refuses', () => {
  it.each(guards.map((guard, index) => ({ ...guard, index })))('$what', ({ index, refused }) => {
    expect(findings[index]?.map(({ message }) => message).join('\n')).toMatch(refused);
  });
});

describe('lint allows', () => {
  it.each(allowed.map((snippet, index) => ({ ...snippet, index })))('$what', ({ index }) => {
    expect(findings[guards.length + index]).toEqual([]);
  });
});
