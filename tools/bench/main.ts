/**
 * `npm run bench [name [part ...]]`: ratios measured in one run, one line each with its goal, JSON beside.
 *   platform   start, memory, gateway, event to effect (its own platform beside a running one)
 *   messaging  relay and inbox against raw kafkajs, raw pg, the outbox of the textbooks and Nest's own server;
 *              in parts, which can be named, each in a process of its own; all of them and Debezium:
 *              `npm run bench messaging -- --with-debezium`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStack, root } from '../stack/stack.ts';
import { attempt, failed } from './attempt.ts';
import { benchEffect } from './effect.bench.ts';
import { benchGateway } from './gateway.bench.ts';
import { line, reached, type Figure } from './goal.ts';
import { benchMessaging, partsOfMessaging } from './messaging.bench.ts';
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

const { values, positionals } = parseArgs({ options: { 'with-debezium': { type: 'boolean' } }, allowPositionals: true });
const [wanted, ...wantedParts] = positionals;
// Without a `--` before it npm keeps the flag and hands it on as a setting of its own.
const withDebezium = values['with-debezium'] ?? process.env['npm_config_with_debezium'] === 'true';
const benches = {
  platform: { run: benchPlatform, parts: [] },
  messaging: { run: () => benchMessaging(progress, tell, { wanted: wantedParts, withDebezium }), parts: partsOfMessaging },
} as const satisfies Record<string, { run(): Promise<void>; parts: readonly string[] }>;
const names = Object.keys(benches) as (keyof typeof benches)[];
const chosen = names.filter((name) => wanted === undefined || wanted === name);
const known = names.flatMap((name) => [name, ...benches[name].parts.map((part) => `${name} ${part}`)]);
const strange = wantedParts.find((part) => !known.includes(`${wanted} ${part}`));
if (chosen.length === 0 || strange) {
  console.error(`There is no bench ${[wanted, strange].filter(Boolean).join(' ')}; there are: ${known.join(', ')}.`);
  process.exit(2);
}

for (const name of chosen) await attempt(name, () => benches[name].run());
const folder = join(root, '.siger', 'bench');
mkdirSync(folder, { recursive: true });
const report = {
  at: new Date().toISOString(),
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  node: process.version,
  figures,
  failed,
};
writeFileSync(join(folder, `${report.at.replaceAll(':', '-')}.json`), `${JSON.stringify(report, null, 2)}\n`);
const goals = figures.filter((figure) => reached(figure) !== null);
console.log(`bench: ${goals.filter((figure) => reached(figure)).length} of ${goals.length} goals reached`);
if (failed.length > 0) console.error(`bench: not measured to the end: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
