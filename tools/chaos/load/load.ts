import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FinalisedEvaluation } from '@siger/contracts';
import type { Chance } from '../../demo/random.ts';
import type { Entry, Ledger, Outcome } from './ledger.ts';
import type { Town } from './town.ts';

const AT_ONCE = 24;
const ATTEMPTS = 40;
const TIMEOUT_MS = 20_000;

export interface Doors {
  appraisal(): string;
  employees(): string;
  token: string;
}

/**
 * Requests at a steady pace, whatever happens to them. An answer that did not come leaves its operation unknown; most are asked
 * again under the same key until they are answered, the others stay unknown.
 */
export class Load {
  readonly #chance: Chance;
  readonly #ledger: Ledger;
  readonly #doors: Doors;
  readonly #occasions: FinalisedEvaluation[];
  readonly #idle: string[];
  readonly #everyMs: number;
  readonly #open = new Set<Promise<void>>();
  #stopping = false;
  #running: Promise<void> = Promise.resolve();

  /** One request every so many milliseconds. */
  constructor(chance: Chance, ledger: Ledger, doors: Doors, town: Town, everyMs: number) {
    this.#chance = chance;
    this.#everyMs = everyMs;
    this.#ledger = ledger;
    this.#doors = doors;
    this.#occasions = [...town.occasions];
    this.#idle = [...town.units];
  }

  count(outcome: Outcome): number {
    return this.#ledger.entries.filter((entry) => entry.outcome === outcome).length;
  }

  /** Appraisals that are known to be made, in the order of their acknowledgements. */
  get appraised(): string[] {
    return this.#ledger.entries.filter(({ op, outcome }) => op === 'appraise' && outcome === 'ack').flatMap(({ makes }) => makes);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** No new operations; what is open is seen to its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
    await Promise.all(this.#open);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      if (this.#open.size < AT_ONCE) {
        const one = this.#one().finally(() => this.#open.delete(one));
        this.#open.add(one);
      }
      await sleep(this.#everyMs * (0.5 + this.#chance.next()));
    }
  }

  #one(): Promise<void> {
    const kind = this.#chance.weighted([
      ['appraise', 6],
      ['batch', 0.5],
      ['rename', 4],
    ] as const);
    return kind === 'rename' ? this.#rename() : this.#appraise(kind === 'batch' ? this.#chance.whole(5, 12) : 1);
  }

  async #appraise(count: number): Promise<void> {
    const evaluations = this.#occasions.splice(0, count);
    if (evaluations.length === 0) return;
    const makes = evaluations.map(({ id }) => id);
    await this.#until({ op: 'appraise', id: randomUUID(), makes }, (id) =>
      this.#ask(`${this.#doors.appraisal()}/v1/evaluations/import`, { evaluations }, { 'idempotency-key': id }),
    );
  }

  /** One at a time for a unit, so that its versions are known. */
  async #rename(): Promise<void> {
    const unit = this.#idle.shift();
    if (!unit) return;
    const url = `${this.#doors.employees()}/v1/units/${unit}`;
    try {
      const id = randomUUID();
      const name = `Bidang ${id}`;
      const version = await this.#versionOf(url);
      if (version === null) return;
      const headers = { 'idempotency-key': id, 'if-match': `"${version}"` };
      await this.#until({ op: 'rename', id, makes: [name] }, () =>
        this.#ask(`${url}/rename`, { name, regionCode: null }, headers),
      );
    } finally {
      this.#idle.push(unit);
    }
  }

  async #versionOf(url: string): Promise<number | null> {
    try {
      const headers = { authorization: `Bearer ${this.#doors.token}` };
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return response.ok ? ((await response.json()) as { version: number }).version : null;
    } catch {
      return null;
    }
  }

  async #until(what: Pick<Entry, 'op' | 'id' | 'makes'>, ask: (id: string) => Promise<Outcome>): Promise<void> {
    const gaveUp = this.#chance.next() < 0.35;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await this.#ledger.note({ ...what, attempt, outcome: 'sent' });
      const outcome = await ask(what.id);
      await this.#ledger.note({ ...what, attempt, outcome });
      if (outcome !== 'unknown' || gaveUp) return;
      await sleep(500 + 1_000 * this.#chance.next());
    }
  }

  async #ask(url: string, body: object, more: Record<string, string>): Promise<Outcome> {
    const headers = { authorization: `Bearer ${this.#doors.token}`, 'content-type': 'application/json', ...more };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.text();
      if (response.ok) return 'ack';
      return response.status >= 500 || response.status === 429 ? 'unknown' : 'reject';
    } catch {
      return 'unknown';
    }
  }
}
