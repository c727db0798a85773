import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ports, type ServiceName } from '@siger/contracts';
import { type Exit, launch, type Running } from '../../stack/process.ts';
import { entryOf, environmentOf, root, type Surroundings } from '../../stack/stack.ts';
import { Failpoint } from './failpoint.ts';

const READY_MS = 60_000;
const preload = join(root, 'tools/chaos/preload/main.ts');

/** One process of one service, with the modules that let it be hit at an exact point. Nothing starts it again by itself. */
export class Instance {
  readonly service: ServiceName;
  readonly number: number;
  readonly name: string;
  readonly port: number;
  readonly failpoint: Failpoint;
  readonly #around: Surroundings;
  readonly #read: string;
  #running: Running | null = null;
  #exit: Exit | null = null;

  constructor(service: ServiceName, number: number, around: Surroundings) {
    this.service = service;
    this.number = number;
    this.name = `${service}-${number}`;
    this.port = ports[service] + around.place.offset + 20 * number;
    this.failpoint = new Failpoint(join(around.place.run, 'failpoints'), this.name);
    this.#around = around;
    this.#read = join(around.place.run, `${this.name}.next`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (!this.#running?.alive()) throw new Error(`${this.name} does not run.`);
    return this.#running.pid;
  }

  get alive(): boolean {
    return this.#running?.alive() ?? false;
  }

  /** How it ended last. */
  get exit(): Exit | null {
    return this.#exit;
  }

  /** With a rule broken on purpose, with a clock that is wrong by so many milliseconds, or as the release after this one. */
  start({ mutant = '', skew = 0, isNext = false }: { mutant?: string | undefined; skew?: number; isNext?: boolean } = {}): void {
    const environment = environmentOf(this.service, this.#around);
    const chaos = {
      ...this.failpoint.environment,
      SIGER_CHAOS_MUTANT: mutant,
      SIGER_CHAOS_SKEW: String(skew),
      SIGER_CHAOS_NEXT: isNext ? this.#read : '',
      NODE_OPTIONS: `--import=file://${preload}`,
    };
    const { place } = this.#around;
    const running = launch({
      name: this.name,
      command: process.execPath,
      args: ['--max-old-space-size=320', entryOf(this.service)],
      cwd: root,
      env: { ...environment, ...chaos, PORT: String(this.port) },
      log: join(place.logs, `${this.name}.log`),
      pidFile: join(place.run, `${this.name}.pid`),
      deathSignal: 'TERM',
    });
    this.#running = running;
    this.#exit = null;
    void running.exited.then((exit) => {
      if (this.#running === running) this.#exit = exit;
    });
  }

  /** What it has read as the next release of the event that differs: with what is new in it, and without. */
  get readAsNext(): { old: number; new: number } {
    const lines = existsSync(this.#read) ? readFileSync(this.#read, 'utf8').split('\n') : [];
    const of = (word: string) => lines.filter((line) => line === word).length;
    return { old: of('old'), new: of('new') };
  }

  isReady(): Promise<boolean> {
    return this.#says('ready');
  }

  untilReady(timeoutMs = READY_MS): Promise<void> {
    return this.#until('ready', timeoutMs);
  }

  /** Takes requests, and may not have joined its groups yet. */
  untilAnswering(timeoutMs = READY_MS): Promise<void> {
    return this.#until('live', timeoutMs);
  }

  async #says(health: 'ready' | 'live'): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/${health}`, { signal: AbortSignal.timeout(3_000) })).ok;
    } catch {
      return false;
    }
  }

  async #until(health: 'ready' | 'live', timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await this.#says(health))) {
      if (!this.alive) throw new Error(`${this.name} ended while starting; see its log.`);
      if (Date.now() > deadline) throw new Error(`${this.name} is not ${health} after ${timeoutMs / 1000} s; see its log.`);
      await sleep(150);
    }
  }

  /** Waits until it has ended by `signal`; raises when it lives on. */
  async untilKilled(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (this.#exit === null) {
      if (Date.now() > deadline) throw new Error(`${this.name} was not killed within ${timeoutMs / 1000} s.`);
      await sleep(20);
    }
    if (this.#exit.signal !== 'SIGKILL')
      throw new Error(`${this.name} ended by ${this.#exit.signal ?? this.#exit.code}, not by SIGKILL.`);
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  async stop(): Promise<void> {
    if (this.alive) this.signal('SIGCONT');
    await this.#running?.stop('SIGTERM', 6_000);
  }
}
