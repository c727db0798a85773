import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ServiceName } from '@siger/contracts';
import { root, services } from '../stack/stack.ts';

/** What a service declares: see `readModel` of @siger/messaging. */
export interface ReadModel {
  readonly consumer: string;
  readonly tables: readonly string[];
}

export const entryOf = (service: string): string => join(root, 'apps', service, 'dist/src/rebuild.js');
export const rebuildable = (): ServiceName[] => services().filter((name) => existsSync(entryOf(name)));

const run = promisify(execFile);

/** Every read model of every service, as the built services declare them; nothing has to run for it. */
export async function allModels(): Promise<ReadModel[]> {
  const told = rebuildable().map(async (service) => {
    const { stdout } = await run(process.execPath, [entryOf(service), '--list']);
    return JSON.parse(stdout) as ReadModel[];
  });
  return (await Promise.all(told)).flat().sort((a, b) => (a.consumer < b.consumer ? -1 : 1));
}
