/**
 * `npm run bench [name]`: ratios measured in one run, one line each with its goal, JSON beside.
 *   platform   start, memory, gateway, event to effect (its own platform beside a running one)
 *   messaging  relay and inbox against raw kafkajs, raw pg, the outbox of the textbooks and Nest's own server
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { explain, readStack, root } from '../stack/stack.ts';
import { benchEffect } from './effect.bench.ts';
import { benchGateway } from './gateway.bench.ts';
import { line, reached, type Figure } from './goal.ts';
import { benchMessaging } from './messaging.bench.ts';
import { benchPlace, measureMemory, measureStart } from './platform.ts';

const began = Date.now();
const progress = (what: string) => console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what} ...`);
const figures: Figure[] = [];
const tell = (...more: readonly Figure[]) => {
  figures.push(...more);
  for (const figure of more) console.log(line(figure));
};

const benchPlatform = async () => {
  const place = benchPlace();
  const { platform, figure } = await measureStart(place, progress);
  try {
    tell(figure);
    const stack = readStack(place);
    progress('gateway');
    tell(...(await benchGateway(stack)));
    progress('event to effect');
    tell(...(await benchEffect(place, stack)));
    tell(measureMemory(platform));
  } finally {
    await platform.stop();
  }
};

const benches = { platform: benchPlatform, messaging: async () => tell(...(await benchMessaging(progress))) } as const;
const names = Object.keys(benches) as (keyof typeof benches)[];

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(benches, name));
if (unknown) {
  console.error(`There is no bench ${unknown}; there are: ${names.join(', ')}.`);
  process.exit(2);
}

try {
  for (const name of names) if (wanted.length === 0 || wanted.includes(name)) await benches[name]();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
const folder = join(root, '.siger', 'bench');
mkdirSync(folder, { recursive: true });
const report = { at: new Date().toISOString(), cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, figures };
writeFileSync(join(folder, `${report.at.replaceAll(':', '-')}.json`), `${JSON.stringify(report, null, 2)}\n`);
const goals = figures.filter((figure) => reached(figure) !== null);
console.log(`bench: ${goals.filter((figure) => reached(figure)).length} of ${goals.length} goals reached`);
process.exit();
