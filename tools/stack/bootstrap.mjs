/**
 * The door behind every npm script. It runs on whatever Node the machine has (20.19 or newer) and has no dependency, because on a fresh
 * clone there is none: it installs what is missing, builds what has changed and then runs the tool on the workspace's own Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const at = (...parts) => join(root, ...parts);
const began = Number(process.env.SIGER_BEGAN ?? Date.now());

const tools = {
  start: { script: 'tools/stack/start.ts', build: true },
  reset: { script: 'tools/stack/reset.ts', build: 'libs' },
  token: { script: 'tools/stack/token.ts', build: 'libs' },
  demo: { script: 'tools/demo/main.ts', build: true },
  journey: { script: 'tools/journey/main.ts', build: true },
  bench: { script: 'tools/bench/main.ts', build: true },
  test: { script: 'tools/stack/test.ts', build: true },
  check: { script: 'tools/stack/check.ts', build: true },
  gen: { script: 'libs/contracts/tools/gen.ts', build: true },
};

const say = (line) => process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
const fail = (line) => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Siger needs Node 20.19 or newer; this is ${process.version}.`);

const [command, ...args] = process.argv.slice(2);
const tool = Object.hasOwn(tools, command ?? '') ? tools[command] : fail(`Say which of: ${Object.keys(tools).join(', ')}.`);

/** A process that was killed must not leave its lock in the way: only a holder that lives keeps it. */
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One at a time installs and builds in a clone; others wait for it and find the work done. */
async function alone(work) {
  const lock = at('.nx', 'bootstrap.lock');
  mkdirSync(at('.nx'), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
    if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
    else if (!told) say('Waiting for another command that is installing or building');
    await new Promise((go) => setTimeout(go, 200));
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  await work();
  process.off('exit', release);
  release();
}

/** Runs a command quietly; what it said is shown only when it fails. */
const quietly = (what, bin, words, extra = {}) =>
  new Promise((done) => {
    const since = Date.now();
    const child = spawn(bin, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...extra },
      shell: false,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const working = setInterval(() => say(`${what} ... ${Math.round((Date.now() - since) / 1000)} s`), 10_000);
    const end = (code, why = '') => {
      clearInterval(working);
      if (code !== 0) fail(`${said.trim()}\n\n${what} failed${why}.`);
      say(`${what} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
      done();
    };
    child.once('error', (error) => end(1, `: ${error.message}`));
    child.once('close', (code) => end(code));
  });

const packagesIn = (file) => JSON.parse(readFileSync(at(file), 'utf8')).packages;

/**
 * Whether what is installed is what the lock says. npm writes its own record last, so an install that was broken off is told too;
 * times of files say nothing, as every checkout changes them.
 */
const installed = () => {
  try {
    const wanted = packagesIn('package-lock.json');
    const present = packagesIn('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, { version, optional, link }]) => {
      if (!path.startsWith('node_modules/')) return true;
      return present[path] ? link || present[path].version === version : optional;
    });
  } catch {
    return false;
  }
};

const workspaceNode = () => {
  const own = at('node_modules/.bin/node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(
    `There is no Node 24 package for ${process.platform}-${process.arch}, and this Node is ${process.version}: install Node 22.18 or newer.`,
  );
};

const sources = (folder) => existsSync(at(folder));

await alone(async () => {
  if (!installed())
    await quietly('Installing dependencies', process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund']);
  if (!sources(tool.script)) fail(`${tool.script} is not part of this version.`);
  const node = workspaceNode();
  const only = tool.build === 'libs' ? ['--projects', 'tag:type:lib'] : [];
  await quietly('Building', node, [at('node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', ...only], {
    NX_TUI: 'false',
  });
});

const env = {
  ...process.env,
  SIGER_BEGAN: String(began),
  SIGER_PARENT: String(process.pid),
  PATH: `${at('node_modules/.bin')}:${process.env.PATH}`,
};
const child = spawn(workspaceNode(), ['--disable-warning=TimeoutNegativeWarning', at(tool.script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  // A killed npm cannot pass a signal on; what it started must not outlive it.
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
}
child.once('error', (error) => fail(error.message));
child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
