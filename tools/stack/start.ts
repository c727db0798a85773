import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { isDemoMissing, loadDemo } from './demo.ts';
import { explain, messageOf, StackFault } from './faults.ts';
import { holderOfLock, releaseLock, takeLock } from './lock.ts';
import { overview } from './overview.ts';
import { placeOf, portOf, type Place } from './place.ts';
import { Platform, theirsOf } from './platform.ts';
import { waitUntilGone } from './process.ts';
import { sayTo, seconds, stepsTo } from './progress.ts';
import { forgetStack, readStack } from './stack-file.ts';

const say = sayTo(process.stdout);
const step = stepsTo(say);

/** A launcher that is going down is waited for; one that runs is left alone. */
async function enter(place: Place): Promise<void> {
  try {
    mkdirSync(place.data, { recursive: true });
    accessSync(place.data, constants.W_OK);
  } catch (error) {
    throw new StackFault(`The data folder ${place.data} cannot be written (${messageOf(error)}); name another with SIGER_DATA.`);
  }
  let { heldBy } = takeLock(place.lock);
  if (heldBy !== null && stateOf(place) === 'stopping') {
    say(`An earlier start (pid ${heldBy}) is stopping; waiting for it`);
    await waitUntilGone(heldBy, 15_000);
    ({ heldBy } = takeLock(place.lock));
  }
  // A launcher that was killed could not do it.
  if (heldBy === null) return forgetStack(place);
  throw new StackFault(
    `Siger is already running here (pid ${heldBy}): http://localhost:${portOf('gateway', place)}\n` +
      `Stop it with Ctrl-C in its terminal, or: kill ${heldBy}. A second one beside it: SIGER_PORT_OFFSET=1000 SIGER_DATA=.siger-2 npm start`,
  );
}

const stateOf = (place: Place): string => {
  try {
    return readStack(place).state;
  } catch {
    return 'starting';
  }
};

/** Calls `end` once when we are told to stop, or when the process that started us is gone. */
function onEnd(end: (why: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  const parent = Number(process.env['SIGER_PARENT'] ?? 0);
  if (parent !== process.ppid) return;
  setInterval(() => {
    if (process.ppid !== parent) end('the command that started it was killed');
  }, 500).unref();
}

async function main(): Promise<void> {
  const place = placeOf(process.env);
  await enter(place);
  const platform = new Platform(place, theirsOf(process.env), say, step);
  let ending = false;
  const end = async (why: string, code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    const since = Date.now();
    say(`Stopping (${why})`);
    // A start that failed early has told nothing yet, and not all that there is to tell exists.
    if (existsSync(place.stackFile)) platform.tell('stopping');
    await platform.stop();
    forgetStack(place);
    say(`Stopped (${seconds(Date.now() - since)})`);
    releaseLock(place.lock);
    process.exit(code);
  };
  onEnd((why) => void end(why, 0));
  try {
    await platform.start();
    if (isDemoMissing(place)) await step('Demo province', () => loadDemo(place));
    if (ending) return;
    platform.tell('ready');
    process.stdout.write(overview(platform));
  } catch (error) {
    if (ending) return;
    process.stderr.write(`\n${explain(error)}\n\n`);
    await end('the start failed', 1);
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  const place = placeOf({ ...process.env, SIGER_PORT_OFFSET: '0' });
  if (holderOfLock(place.lock) === process.pid) releaseLock(place.lock);
  process.exit(1);
});
