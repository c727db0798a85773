import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { root } from '../stack/stack.ts';
import { allModels } from './models.ts';

it('every read model stands in the docs with its tables, and nothing else does', async () => {
  const page = readFileSync(join(root, 'docs/rebuild.md'), 'utf8');
  const listed = [...page.matchAll(/^\| ([a-z-]+ [a-z-]+) +\| ([a-z_, ]+?) +\|$/gm)].map(
    ([, name, tables]) => `${name ?? ''}: ${tables ?? ''}`,
  );
  const models = await allModels();
  expect(models.length).toBeGreaterThanOrEqual(8);
  expect(listed.sort()).toEqual(
    models.map(({ consumer, tables }) => `${consumer.replace('.', ' ')}: ${tables.join(', ')}`).sort(),
  );
}, 60_000);
