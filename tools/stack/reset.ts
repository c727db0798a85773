import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { explain, StackFault } from './faults.ts';
import { holderOfLock } from './lock.ts';
import { type Place, placeOf, services } from './place.ts';
import { endOrphan } from './process.ts';
import { sayTo } from './progress.ts';
import { endOrphans } from './services.ts';

/** What we put into the data folder; anything else in it is not ours to remove. */
const ours = ['postgres', 'kafka', 'tls', 'identity', 'logs', 'run', 'compile-cache', 'bench', 'secrets.json', 'demo.json'];

/** Removes the data of one installation. Kafka's jars, which clones share, stay. */
export async function reset(place: Place): Promise<string[]> {
  if (!existsSync(place.data)) return [];
  const pid = holderOfLock(place.lock);
  if (pid !== null)
    throw new StackFault(`Siger is running (pid ${pid}); stop it first with Ctrl-C in its terminal, or: kill ${pid}`);
  await endOrphans(services(), place);
  await endOrphan(join(place.run, 'kafka.pid'), place.kafka, 'SIGTERM');
  await endOrphan(join(place.postgres, 'data/postmaster.pid'), place.postgres, 'SIGINT');
  const removed = ours.filter((name) => existsSync(join(place.data, name)));
  for (const name of removed) rmSync(join(place.data, name), { recursive: true, force: true });
  if (readdirSync(place.data).length === 0) rmdirSync(place.data);
  return removed;
}

if (process.argv[1] === import.meta.filename) {
  try {
    const place = placeOf(process.env);
    const removed = await reset(place);
    sayTo(process.stdout)(
      removed.length > 0 ? `Removed from ${place.data}: ${removed.join(', ')}` : `There is no data in ${place.data}`,
    );
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
