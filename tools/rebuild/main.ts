/**
 * `npm run rebuild -- <service> <read model> [--accept | --drop]` builds a read model of the running platform again from its topics.
 * `npm run rebuild -- --list` names every read model, and what is none. See docs/rebuild.md.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { subscriptions } from '@siger/contracts';
import { environmentOf } from '../stack/services.ts';
import { explain, placeOf, readStack, StackFault } from '../stack/stack.ts';
import { allModels, entryOf, rebuildable } from './models.ts';

const list = async (): Promise<number> => {
  const models = await allModels();
  for (const { consumer, tables } of models) console.log(`${consumer.replace('.', ' ').padEnd(28)} ${tables.join(', ')}`);
  const known = new Set(models.map(({ consumer }) => consumer));
  const others = new Set(subscriptions.map(({ consumer }) => consumer).filter((consumer) => !known.has(consumer)));
  console.log(`Cause events, so are never replayed: ${[...others].join(', ')}.`);
  return 0;
};

const rebuild = async ([service = '', ...rest]: readonly string[]): Promise<number> => {
  const name = rebuildable().find((each) => each === service);
  if (!name)
    throw new StackFault(
      `Say which: npm run rebuild -- <service> <read model>; services with read models: ${rebuildable().join(', ')}.`,
    );
  const place = placeOf(process.env);
  const { databases, brokers } = readStack(place);
  const env = environmentOf(name, { place, databases: new Map(Object.entries(databases)), brokers });
  const child = spawn(process.execPath, [entryOf(name), ...rest], { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
};

const args = process.argv.slice(2);
try {
  process.exitCode = await (args.includes('--list') ? list() : rebuild(args));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
