/**
 * `npm run rebuild -- <service> <read model> [--accept | --drop]` builds a read model of the running platform again from its topics.
 * `npm run rebuild -- --all [--load]` does it with each in turn and reads the tables meanwhile; with `--load` the journey is played all
 * the while: the table that it prints is the proof.
 * `npm run rebuild -- --list` names every read model, and what is none. See docs/rebuild.md.
 */
import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type ServiceName, subscriptions } from '@siger/contracts';
import { certificateFile } from '../stack/kafka-security.ts';
import { environmentOf, type Surroundings } from '../stack/services.ts';
import { explain, type Place, placeOf, readStack, secretsOf, StackFault } from '../stack/stack.ts';
import { playing } from './load.ts';
import { allModels, entryOf, rebuildable } from './models.ts';
import { readingOf } from './probe.ts';
import { isGood, type Outcome, tableOf } from './report.ts';

const list = async (): Promise<number> => {
  const models = await allModels();
  for (const { consumer, tables } of models) console.log(`${consumer.replace('.', ' ').padEnd(28)} ${tables.join(', ')}`);
  const known = new Set(models.map(({ consumer }) => consumer));
  const others = new Set(subscriptions.map(({ consumer }) => consumer).filter((consumer) => !known.has(consumer)));
  console.log(`Cause events, so are never replayed: ${[...others].join(', ')}.`);
  return 0;
};

/** As the service itself: on a broker of ours it has a name and a password; for a cluster of the user's they stand in the environment. */
const streamsOf = (place: Place, pids: Readonly<Record<string, number>>): Pick<Surroundings, 'streams' | 'topicPrefix'> => {
  if (pids['kafka'] === undefined) return {};
  const streams = { ca: certificateFile(place.tls), passwords: secretsOf(place.secrets, []).kafka };
  return { streams, topicPrefix: process.env['KAFKA_TOPIC_PREFIX'] ?? '' };
};

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The process of the service that rebuilds, with the settings of the platform that runs here. */
const begin = (name: ServiceName, args: readonly string[], stdio: StdioOptions) => {
  const place = placeOf(process.env);
  const { databases, brokers, pids } = readStack(place);
  const around = { place, databases: new Map(Object.entries(databases)), brokers, ...streamsOf(place, pids) };
  const child = spawn(process.execPath, [entryOf(name), ...args], { stdio, env: environmentOf(name, around) });
  for (const signal of SIGNALS) process.once(signal, () => child.kill(signal));
  return child;
};

const rebuild = async ([service = '', ...rest]: readonly string[]): Promise<number> => {
  const name = rebuildable().find((each) => each === service);
  if (!name)
    throw new StackFault(
      `Say which: npm run rebuild -- <service> <read model>; services with read models: ${rebuildable().join(', ')}.`,
    );
  const [code] = (await once(begin(name, rest, 'inherit'), 'exit')) as [number | null];
  return code ?? 1;
};

/** One after the other, each with a reader beside it; the one that is interrupted is the last. */
const rebuildEach = async (databases: ReturnType<typeof readStack>['databases']): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  let interrupted = false;
  for (const signal of SIGNALS) process.once(signal, () => (interrupted = true));
  for (const { consumer: model, tables } of await allModels()) {
    const name = rebuildable().find((each) => model.startsWith(`${each}.`)) as ServiceName;
    const end = await readingOf(databases[name]?.url ?? '', tables);
    const child = begin(name, [model.slice(name.length + 1)], ['ignore', 'pipe', 'pipe']);
    const [said, failed] = await Promise.all([text(child.stdout as Readable), text(child.stderr as Readable)]);
    outcomes.push({ model, said, reads: await end() });
    console.log(`${said}${failed}`.trim());
    if (interrupted) throw new StackFault('Interrupted: the same command goes on with the read model where it was.');
  }
  return outcomes;
};

const rebuildAll = async (load: boolean): Promise<number> => {
  const { databases } = readStack();
  const endLoad = load ? playing() : () => Promise.resolve(undefined);
  const outcomes = await rebuildEach(databases).catch(async (error: unknown) => {
    await endLoad();
    throw error;
  });
  console.log(`\n${tableOf(outcomes)}`);
  const people = await endLoad();
  if (people) console.log(`\nMeanwhile the journey was played ${people.played} times, ${people.failed} of them in vain.`);
  return outcomes.every(isGood) && !people?.failed ? 0 : 1;
};

const args = process.argv.slice(2);
try {
  process.exitCode = await (args.includes('--list')
    ? list()
    : args.includes('--all')
      ? rebuildAll(args.includes('--load'))
      : rebuild(args));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
