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
  readonly name: string;
  readonly port: number;
  readonly failpoint: Failpoint;
  readonly #around: Surroundings;
  #running: Running | null = null;
  #exit: Exit | null = null;

  constructor(service: ServiceName, number: number, around: Surroundings) {
    this.service = service;
    this.name = `${service}-${number}`;
    this.port = ports[service] + around.place.offset + 20 * number;
    this.failpoint = new Failpoint(join(around.place.run, 'failpoints'), this.name);
    this.#around = around;
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

  /** With a rule broken on purpose, or with a clock that is wrong by so many milliseconds. */
  start({ mutant = '', skew = 0 }: { mutant?: string | undefined; skew?: number } = {}): void {
    const environment = environmentOf(this.service, this.#around);
    const chaos = {
      ...this.failpoint.environment,
      SIGER_CHAOS_MUTANT: mutant,
      SIGER_CHAOS_SKEW: String(skew),
      NODE_OPTIONS: `--import=file://${preload}`,
    };
    const { place } = this.#around;
    const running = launch({
      name: this.name,
      command: process.execPath,
      args: ['--max-old-space-size=320', '--disable-warning=TimeoutNegativeWarning', entryOf(this.service)],
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

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(3_000) })).ok;
    } catch {
      return false;
    }
  }

  async untilReady(timeoutMs = READY_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await this.isReady())) {
      if (!this.alive) throw new Error(`${this.name} ended while starting; see its log.`);
      if (Date.now() > deadline) throw new Error(`${this.name} is not ready after ${timeoutMs / 1000} s; see its log.`);
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
