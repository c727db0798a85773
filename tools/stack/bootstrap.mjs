/**
 * The door behind every npm script. It runs on whatever Node the machine has (20.19 or newer) and has no dependency, because on a fresh
 * clone there is none: it installs what is missing, builds what has changed and then runs the tool on the workspace's own Node.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { alone, at, began, build, fail, install, installed, isAlive, readOr, root, workspaceNode } from './prepare.mjs';

const tools = {
  start: { script: 'tools/stack/start.ts', needs: 'all' },
  reset: { script: 'tools/stack/reset.ts', needs: 'libs' },
  parked: { script: 'tools/stack/parked.ts', needs: 'libs' },
  token: { script: 'tools/stack/token.ts', needs: 'libs' },
  demo: { script: 'tools/demo/main.ts', needs: 'libs' },
  journey: { script: 'tools/journey/main.ts', needs: 'libs' },
  e2e: { script: 'tools/browser/main.ts', needs: 'libs' },
  stranger: { script: 'tools/journey/stranger.ts', needs: 'libs' },
  rebuild: { script: 'tools/rebuild/main.ts', needs: 'all' },
  examples: { script: 'tools/examples/main.ts', needs: 'libs' },
  principal: { script: 'tools/principal/main.ts', needs: 'libs' },
  bench: { script: 'tools/bench/main.ts', needs: 'all' },
  chaos: { script: 'tools/chaos/main.ts', needs: 'all' },
  test: { script: 'tools/stack/test.ts', needs: 'all' },
  check: { script: 'tools/stack/check.ts', needs: 'all' },
  gen: { script: 'tools/contracts/gen.ts', needs: 'all' },
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Siger needs Node 20.19 or newer; this is ${process.version}.`);

const [command, ...args] = process.argv.slice(2);
const tool = Object.hasOwn(tools, command ?? '') ? tools[command] : fail(`Say which of: ${Object.keys(tools).join(', ')}.`);

/** Whether a launcher runs on this data folder and is not about to stop. */
function isRunning() {
  const run = resolve(root, process.env.SIGER_DATA ?? '.siger', 'run');
  const pid = Number(readOr(join(run, 'start.pid'), '0'));
  const lives = pid > 1 && isAlive(pid) && readOr(`/proc/${pid}/cmdline`).includes(at('tools/stack/start.ts'));
  return lives && !readOr(join(run, 'stack.json')).includes('"state": "stopping"');
}

// Nothing is built under a running platform: the launcher says that it runs, and ends.
if (command !== 'start' || !isRunning())
  await alone(async () => {
    if (!installed()) await install();
    if (!existsSync(at(tool.script))) fail(`${tool.script} is not part of this version.`);
    await build(tool.needs);
  });

const child = spawn(workspaceNode(), ['--disable-warning=TimeoutNegativeWarning', at(tool.script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    SIGER_BEGAN: String(began),
    SIGER_PARENT: String(process.pid),
    PATH: `${at('node_modules/.bin')}:${process.env.PATH}`,
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

/** The process that started us, and the one that started that. */
const ancestors = () => `${process.ppid} ${/^\d+ \(.*\) \S (\d+)/s.exec(readOr(`/proc/${process.ppid}/stat`))?.[1] ?? ''}`;

if (process.env.npm_lifecycle_event) {
  // A killed npm cannot pass a signal on, and what it started must not outlive it. It may have put a shell between itself and us.
  const before = ancestors();
  const byShell = /^\S*sh\0-c\0/.test(readOr(`/proc/${process.ppid}/cmdline`));
  const isOrphan = () => (byShell ? ancestors() !== before : process.ppid !== Number(before.split(' ')[0]));
  setInterval(() => isOrphan() && child.kill('SIGTERM'), 500).unref();
}

child.once('error', (error) => fail(error.message));
child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
