/** What a clone needs before a tool can run: dependencies as the lock says, and what is built from the sources as they are. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
export const at = (...parts) => join(root, ...parts);
export const began = Number(process.env.SIGER_BEGAN ?? Date.now());

export const say = (line) => process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
export const fail = (line) => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

export const readOr = (file, otherwise = '') => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
};

export const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One at a time installs and builds in a clone; others wait for it and find the work done. A lock of a killed process is cleared. */
export async function alone(work) {
  const lock = at('.nx', 'bootstrap.lock');
  mkdirSync(at('.nx'), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = Number(readOr(lock, '0'));
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
    const child = spawn(bin, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...extra } });
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
export const installed = () => {
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

export const install = () => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return quietly('Installing dependencies', npm, ['ci', '--no-audit', '--no-fund']);
};

/** What the packages that run in a service ask for, of which undici asks most. */
export const runsSiger = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 19);
};

/** The workspace's own Node, or this one where there is no package for the platform. */
export const workspaceNode = () => {
  const own = at('node_modules/.bin/node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (runsSiger(process.versions.node)) return process.execPath;
  const here = `${process.platform}-${process.arch}`;
  return fail(`There is no Node 24 package for ${here}, and this Node is ${process.version}: install Node 22.19 or newer.`);
};

/** Everything that a build reads, by name, size and time. Asking Nx takes seconds even when there is nothing to do. */
function fingerprint(folders) {
  const seen = [];
  const walk = (path) => {
    for (const entry of readdirSync(at(path), { withFileTypes: true })) {
      const name = `${path}/${entry.name}`;
      if (entry.name === 'dist') seen.push(name);
      else if (entry.isDirectory() && entry.name !== 'node_modules') walk(name);
      else if (entry.isFile()) seen.push(`${name} ${statSync(at(name)).size} ${statSync(at(name)).mtimeMs}`);
    }
  };
  for (const folder of folders) walk(folder);
  for (const file of ['package-lock.json', '.swcrc', 'nx.json']) seen.push(`${file} ${statSync(at(file)).mtimeMs}`);
  return createHash('sha256').update(seen.join('\n')).digest('hex');
}

/** Builds what has changed: `all`, or only the `libs` that a small tool needs. */
export async function build(what) {
  const stamp = at('.nx', `built-${what}`);
  const folders = what === 'libs' ? ['libs'] : ['apps', 'libs'];
  if (readOr(stamp) === fingerprint(folders)) return;
  const projects = what === 'libs' ? ['--projects', 'tag:type:lib'] : [];
  await quietly('Building', workspaceNode(), [at('node_modules/nx/dist/bin/nx.js'), 'run-many', '-t', 'build', ...projects]);
  writeFileSync(stamp, fingerprint(folders));
}
