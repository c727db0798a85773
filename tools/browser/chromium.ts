import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { StackFault } from '../stack/faults.ts';

/** Chromium is a package like any other, for Linux on x64; it needs no library of the system. */
const packed = (): { readonly file: string; readonly version: string } => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { file: join(folder, 'bin/chromium.br'), version };
};

/** Unpacked once per user beside Kafka's jars; a half-written file is never taken for the browser. */
async function unpacked(): Promise<string> {
  const { file, version } = packed();
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'siger');
  const program = join(folder, `chromium-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const half = `${program}.${process.pid}.half`;
  try {
    await pipeline(createReadStream(file), createBrotliDecompress(), createWriteStream(half));
    chmodSync(half, 0o755);
    renameSync(half, program);
  } finally {
    rmSync(half, { force: true });
  }
  return program;
}

/** A browser without a window. Its sandbox is off, because root cannot have one; it opens our own pages only. */
export async function openChromium(): Promise<Browser> {
  const yours = process.env['CHROMIUM'];
  if (!yours && (process.platform !== 'linux' || process.arch !== 'x64'))
    throw new StackFault(
      `Chromium is a package for Linux on x64 only, and this is ${process.platform} ${process.arch}: install Chromium or Chrome and name its program with CHROMIUM=/path/to/it.`,
    );
  return chromium.launch({ executablePath: yours ?? (await unpacked()), chromiumSandbox: false });
}
