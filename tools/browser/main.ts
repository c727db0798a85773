/**
 * The public door as a person finds it, in a real browser against the running platform: the front page, the event catalogue, signing
 * in, "try it out", signing out. Exits non-zero at the first thing that is off, an error in the browser's console included.
 */
import { readStack } from '../stack/stack-file.ts';
import { openChromium } from './chromium.ts';
import { eventCatalogue, frontPage, signIn, signOut, tryItOut, type Door } from './door.steps.ts';
import { ConsoleWatch } from './watch.ts';

const PATIENCE_MS = 30_000;
const started = Date.now();

const play = async (): Promise<void> => {
  const { gateway: url } = readStack();
  const browser = await openChromium();
  try {
    const context = await browser.newContext({ locale: 'id-ID' });
    context.setDefaultTimeout(PATIENCE_MS);
    const watch = new ConsoleWatch(context);
    const door: Door = { page: await context.newPage(), url, watch };
    for (const step of [frontPage, eventCatalogue, signIn, tryItOut, signOut]) {
      const saw = await step(door).catch((error: unknown) => {
        throw new Error([error instanceof Error ? error.message : String(error), ...watch.take()].join('\n'));
      });
      const said = watch.take();
      if (said.length > 0) throw new Error(`${step.name}: the browser's console is not empty:\n${said.join('\n')}`);
      console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s  ${saw}`);
    }
  } finally {
    await browser.close();
  }
};

try {
  await play();
  console.log(`door: everything holds, in ${((Date.now() - started) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(`door: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
