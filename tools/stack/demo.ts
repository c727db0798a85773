import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StackFault } from './faults.ts';
import { type Place, root } from './place.ts';
import { writeWhole } from './process.ts';

const loader = join(root, 'tools/demo/main.ts');

/** Whether the demo province is still to be loaded. The mark is written last, so a load that was broken off is done again. */
export const isDemoMissing = (place: Place): boolean => existsSync(loader) && !existsSync(place.demo);

/** Runs the loader against the platform that runs at this place. */
export async function loadDemo(place: Place): Promise<void> {
  const env = { ...process.env, SIGER_DATA: place.data, SIGER_PORT_OFFSET: String(place.offset) };
  const child = spawn(process.execPath, [loader], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new StackFault(`The demo province could not be loaded (code ${code}). Begin anew with: npm run reset && npm start`);
  writeWhole(place.demo, `${JSON.stringify({ loaded: new Date().toISOString() })}\n`);
}
