import { Config, createService, type ServiceOptions } from '@siger/service';
import { DataSource } from 'typeorm';
import { PlatformKafkaServer } from '../platform-kafka-server.js';
import { readModels } from '../read-model.js';
import { ownCode } from './code.js';
import { type Comparison, isSame } from './compare.js';
import { Rebuild, type RebuildOptions, type RebuildResult } from './rebuild.js';

const DIFFERS = 3;
const STOPPED = 130;

/** One line per table. */
const lineOf = (comparison: Comparison): string => {
  const { table, rows, checksum, only } = comparison;
  if (isSame(comparison)) return `  ${table}: the same, ${rows.live} rows, checksum ${checksum.live}`;
  return `  ${table}: differs, live ${rows.live} rows (${only?.live ?? 0} not rebuilt), rebuilt ${rows.rebuilt} rows (${only?.rebuilt ?? 0} not live)`;
};

const tell = (name: string, { outcome, comparisons, switchMs }: RebuildResult): number => {
  for (const comparison of comparisons) console.log(lineOf(comparison));
  if (outcome === 'switched') console.log(`${name}: switched; writers waited ${switchMs} ms`);
  if (outcome === 'stopped') console.log(`${name}: stopped; the same command goes on where it was`);
  if (outcome === 'differs')
    console.log(
      `${name}: the live tables stay, the new ones are kept beside them. See docs/rebuild.md; then --accept to switch, or --drop to remove them.`,
    );
  return { switched: 0, differs: DIFFERS, stopped: STOPPED }[outcome];
};

/** Rebuilds one model of a service in this process, which is neither listened to nor consumes; for specs and for the command. */
export const rebuild = async (
  service: ServiceOptions,
  model: string,
  options: RebuildOptions & { drop?: boolean; env?: Record<string, string | undefined> } = {},
): Promise<RebuildResult | undefined> => {
  const app = await createService(service, { listen: false, env: options.env ?? process.env });
  try {
    const { routes } = app.get(PlatformKafkaServer, { strict: false });
    const work = new Rebuild(app.get(DataSource), app.get(Config), `${service.name}.${model}`, routes);
    if (!options.drop) return await work.run(options);
    await work.drop();
    return undefined;
  } finally {
    await app.close();
  }
};

/**
 * The whole of a service's `rebuild.ts`: `rebuild.js <model> [--accept | --drop]`, `rebuild.js --list`. Ends with 0 when the model was
 * switched, 3 when the tables differ, 130 when it was stopped.
 */
export const rebuildCommand = async (service: ServiceOptions, args = process.argv.slice(2)): Promise<void> => {
  const own = readModels().filter(({ consumer }) => consumer.startsWith(`${service.name}.`));
  if (args.includes('--list')) return console.log(JSON.stringify(own));
  const names = own.map(({ consumer }) => consumer.slice(service.name.length + 1));
  const [model = ''] = args.filter((arg) => !arg.startsWith('--'));
  const strange = args.find((arg) => arg.startsWith('--') && !['--accept', '--drop'].includes(arg));
  if (strange || !names.includes(model)) {
    console.error(
      strange ? `There is no ${strange}.` : `${service.name} has no read model ${model}; it has: ${names.join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const name = `${service.name}.${model}`;
  const say = (line: string) => console.log(`${name}: ${line}`);
  try {
    const flags = { accept: args.includes('--accept'), drop: args.includes('--drop') };
    const env = { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' };
    const result = await rebuild(service, model, { ...flags, env, code: ownCode(), say, signal: stop.signal });
    if (result) process.exitCode = tell(name, result);
    else say('what was built beside it is removed');
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
};
