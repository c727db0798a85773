import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seams } from './seams.js';

const root = join(import.meta.dirname, '../../..');

describe('the seams that faults are put around', () => {
  it.each(Object.values(seams))('$owner $method is there', async ({ module, owner, method }) => {
    const [library = '', ...path] = module.split('/');
    const file = join(root, 'libs', library, 'src', `${path.join('/')}.ts`);
    const { [owner]: found } = (await import(pathToFileURL(file).href)) as Record<string, { prototype: object }>;
    expect(Reflect.get(found?.prototype ?? {}, method)).toBeInstanceOf(Function);
  });
});
