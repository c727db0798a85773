import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './faults.ts';
import type { Server } from './postgres.ts';

export type Say = (line: string) => void;

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A process that lived this long has recovered: its next death starts the back-off anew. */
const RECOVERED = 60_000;

const wordsFor = ({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string =>
  signal ? `was ended by ${signal}` : `ended with code ${code}`;

/** Keeps one process running: when it dies it is reported and started again, each time after a longer wait. */
export class Supervised {
  #server: Server | null = null;
  #stopping = false;
  #wait = FIRST_WAIT;
  #deaths = 0;
  readonly name: string;
  readonly #begin: () => Promise<Server>;
  readonly #say: Say;

  constructor(name: string, begin: () => Promise<Server>, say: Say) {
    this.name = name;
    this.#begin = begin;
    this.#say = say;
  }

  get pid(): number | null {
    return this.#server?.pid ?? null;
  }

  /** How often it died since its start. */
  get deaths(): number {
    return this.#deaths;
  }

  async start(): Promise<void> {
    this.#server = await this.#begin();
    void this.#watch(this.#server);
  }

  async #watch(server: Server): Promise<void> {
    const since = Date.now();
    const exit = await server.exited;
    this.#server = null;
    if (this.#stopping) return;
    this.#deaths += 1;
    this.#wait = Date.now() - since > RECOVERED ? FIRST_WAIT : this.#wait;
    this.#say(`${this.name} ${wordsFor(exit)}; it is started again in ${this.#wait / 1000} s`);
    await this.#again();
  }

  async #again(): Promise<void> {
    while (!this.#stopping) {
      await sleep(this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
      if (this.#stopping) return;
      try {
        await this.start();
        this.#say(`${this.name} runs again (pid ${this.pid})`);
        return;
      } catch (error) {
        this.#say(`${this.name} could not be started again: ${messageOf(error)}; next try in ${this.#wait / 1000} s`);
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#server?.stop();
  }
}
