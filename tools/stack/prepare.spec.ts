import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const { runsSiger } = (await import(join(import.meta.dirname, 'prepare.mjs'))) as { runsSiger(version: string): boolean };
const root = join(import.meta.dirname, '../..');

interface Locked {
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
}
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
/** Of 22, by `>=22.19.0`: the only form in which a package that runs in a service asks for more than the oldest Node 22. */
const least = Object.values(packages)
  .filter(({ dev }) => !dev)
  .map(({ engines }) => Number(/^>=22\.(\d+)\.\d+$/.exec(engines?.node ?? '')?.[1] ?? 0))
  .reduce((most, minor) => Math.max(most, minor));

describe('the Node that runs Siger where the workspace brings none', () => {
  it('is one that every package of a service accepts', () => {
    expect(runsSiger(`22.${least}.0`)).toBe(true);
    expect(runsSiger(`22.${least - 1}.9`)).toBe(false);
    for (const version of ['20.19.0', '21.7.0', '22.0.0']) expect(runsSiger(version)).toBe(false);
    for (const version of ['23.0.0', '24.21.0']) expect(runsSiger(version)).toBe(true);
  });

  it('is the one that the page for newcomers names', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`install Node 22.${least} or newer`);
  });
});
