import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One hash over what was built into these folders, the same for every start of the same build. */
export const hashOf = (folders: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.js')) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
};

/** The running program: the service with its handlers, and what calls them. */
export const ownCode = (script = process.argv[1]): string =>
  hashOf([...(script ? [dirname(script)] : []), dirname(import.meta.dirname)]);
