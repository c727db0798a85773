import { type FileHandle, open } from 'node:fs/promises';

export type Outcome = 'sent' | 'ack' | 'reject' | 'unknown';
/** One thing that was asked for: an appraisal (or several in one request) or a new name of a unit. */
export interface Entry {
  readonly op: 'appraise' | 'rename';
  /** Of the operation: its idempotency key. */
  readonly id: string;
  /** What it makes: ids of appraisals, or the name that a unit gets. All or none of them. */
  readonly makes: readonly string[];
  readonly attempt: number;
  readonly outcome: Outcome;
}

/** What was asked and answered, on the disk before anything follows from it. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<Ledger> {
    return new Ledger(await open(path, 'a'));
  }

  /** Resolves when the entry is durable; entries of one moment share a flush. */
  note(entry: Entry): Promise<void> {
    this.entries.push(entry);
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    return (this.#writing = this.#writing.then(() => this.#flush()));
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const lines = this.#waiting.splice(0);
    if (lines.length === 0) return;
    await this.#file.appendFile(lines.join(''));
    await this.#file.datasync();
  }
}

/** What is known of an operation in the end: one acknowledgement of any attempt counts, and a doubt stays a doubt. */
export const outcomes = (entries: readonly Entry[]): Map<string, Entry> => {
  const rank: Record<Outcome, number> = { sent: 1, unknown: 2, reject: 0, ack: 3 };
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const before = known.get(entry.id);
    if (!before || rank[entry.outcome] > rank[before.outcome] || isJudged(before, entry)) known.set(entry.id, entry);
  }
  return known;
};

/** The answer to an attempt replaces that it was sent; a refusal does so only where no earlier attempt is in doubt. */
const isJudged = (before: Entry, { outcome, attempt }: Entry): boolean =>
  before.outcome === 'sent' && outcome === 'reject' && before.attempt === attempt;
