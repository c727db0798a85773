import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './faults.ts';
import { launcher } from './lock.ts';
import { placeOf, portOf, root, serverPorts, services } from './place.ts';
import { requireFree } from './ports.ts';
import { launch, type Running } from './process.ts';
import { sayTo } from './progress.ts';
import { readStack } from './stack-file.ts';
import { run, type Stage } from './stages.ts';

const say = sayTo(process.stdout);
const START_MS = 240_000;
/** Each has to end clean, too. */
const RUNS = 2;

/** What is played on new data, and what after a restart. */
const first = ['journey/main.ts', 'journey/routes.ts', 'browser/main.ts'];
const second = ['journey/main.ts', 'journey/stranger.ts', 'examples/main.ts'];

/** The first offset of which every port is free, so that a running platform is left alone. */
async function freeOffset(): Promise<number> {
  for (let offset = 4_000; offset < 30_000; offset += 500) {
    const place = placeOf({ SIGER_PORT_OFFSET: String(offset) });
    const wanted = [...services().map((name) => portOf(name, place)), ...Object.values(serverPorts).map((port) => port + offset)];
    const free = await requireFree(new Map(wanted.map((port) => [String(port), port]))).then(
      () => true,
      () => false,
    );
    if (free) return offset;
  }
  throw new Error('No range of ports is free.');
}

/** A platform of the test's own, with its own data and ports. */
async function startOwn(data: string, env: NodeJS.ProcessEnv): Promise<Running> {
  const log = join(data, 'start.log');
  const platform = launch({
    name: 'platform',
    command: process.execPath,
    args: [launcher],
    env,
    log,
    deathSignal: 'TERM',
    cwd: root,
  });
  const deadline = Date.now() + START_MS;
  while (platform.alive() && Date.now() < deadline) {
    try {
      if (readStack(placeOf(env)).state === 'ready') return platform;
    } catch {
      // Not written yet.
    }
    await sleep(250);
  }
  await platform.stop('SIGTERM', 15_000);
  throw new Error(`The platform did not start:\n${readFileSync(log, 'utf8')}`);
}

/** The main job, played twice against a platform that starts, stops and starts again with the same data; and its public door. */
export const journey: Stage = {
  name: 'journey',
  run: async () => {
    const data = mkdtempSync(join(tmpdir(), 'siger-journey-'));
    const { DATABASE_URL: _database, KAFKA_BROKERS: _brokers, SIGER_PARENT: _parent, ...inherited } = process.env;
    const env = { ...inherited, SIGER_DATA: data, SIGER_PORT_OFFSET: String(await freeOffset()) };
    const tool = async (name: string): Promise<boolean> => {
      const { ok, said } = await run(join(root, 'tools', name), [], { env });
      if (!ok) process.stdout.write(`${said.trim()}\n`);
      return ok;
    };
    const play = async (tools: readonly string[]): Promise<number> => {
      const platform = await startOwn(data, env);
      try {
        let held = 0;
        for (const name of tools) if (await tool(name)) held += 1;
        return held;
      } finally {
        await platform.stop('SIGTERM', 15_000);
        if (existsSync(placeOf(env).stackFile)) say('The platform has ended and left its passwords behind.');
        else ended += 1;
      }
    };
    let ended = 0;
    let passed = 0;
    try {
      say('journey on new data, the public routes, and the public door in a browser ...');
      passed += await play(first);
      say('journey again after a restart, then a stranger reads every topic, and outsiders run the examples ...');
      passed += await play(second);
    } catch (error) {
      say(messageOf(error));
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
    const expected = first.length + second.length + RUNS;
    return { passed: passed + ended, failed: expected - passed - ended };
  },
};
