import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type Change, DomainError, type Fact, fact } from '@siger/contracts';
import { context, inTransaction, sqlState } from '@siger/service';
import { DataSource } from 'typeorm';
import type { Aggregate, Versioned } from './aggregate.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './options.js';
import { Outbox } from './outbox/outbox.js';
import { type OutboxRow, stamped, tombstone } from './outbox/stamp.js';
import { insertionOf, loadLocked, removeRow, type Row, updateOf } from './row.js';

const UNIQUE_VIOLATION = '23505';

/** The only way to change an aggregate: lock, decide, save and tell, in one transaction. */
@Injectable()
export class Changes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {}

  /** Inserts the row and appends its facts with sequence 1 to n. 409 `already-exists` when a unique key is taken. */
  async create<State extends Versioned>(aggregate: Aggregate<State>, change: Change<State>): Promise<State> {
    const [state] = await this.createAll(aggregate, [change]);
    if (!state) throw new Error(`${aggregate.noun} was not created`);
    return state;
  }

  /** Several at once, rows and facts with one statement: all or none. */
  async createAll<State extends Versioned>(aggregate: Aggregate<State>, changes: readonly Change<State>[]): Promise<State[]> {
    if (changes.length === 0) return [];
    return inTransaction(this.dataSource, async (manager) => {
      const made = changes.map(({ state, facts }) => ({ row: { ...state, version: 1, sequence: facts.length }, facts }));
      const rows = made.map(({ row }) => row);
      const told = made.flatMap(({ row, facts }) => this.told(aggregate, row, facts, 0));
      try {
        await this.outbox.append(manager, told, insertionOf(manager, aggregate, rows));
      } catch (error) {
        throw sqlState(error) === UNIQUE_VIOLATION ? new DomainError('already-exists') : error;
      }
      return rows;
    });
  }

  /**
   * Locks the row, decides, saves and appends. 404 `not-found` without a row, 412 `stale-version` when `ifMatch` is not its version.
   * No facts and the same state: nothing is written and the version stays.
   */
  async change<State extends Versioned>(
    aggregate: Aggregate<State>,
    id: string,
    decide: (state: State) => Change<State>,
    options: { ifMatch?: number | undefined } = {},
  ): Promise<State> {
    return inTransaction(this.dataSource, async (manager) => {
      const before = await loadLocked(manager, aggregate, id);
      if (options.ifMatch !== undefined && options.ifMatch !== before.version) throw new DomainError('stale-version');
      const { state, facts } = decide(Object.freeze({ ...before }));
      const said = Number(before.sequence);
      const row: Row<State> = { ...before, ...state, version: before.version + 1, sequence: said + facts.length };
      const unchanged = isDeepStrictEqual({ ...row, version: 0, sequence: 0 }, { ...before, version: 0, sequence: 0 });
      if (unchanged && facts.length === 0) return before;
      this.refuseSilence(aggregate, before, row, facts);
      await this.outbox.append(manager, this.told(aggregate, row, facts, said), updateOf(manager, aggregate, before, row));
      return row;
    });
  }

  /** Removes the row for ever and writes a tombstone to its snapshot topic: an erasure that reaches every reader. */
  async erase<State extends Versioned>(aggregate: Aggregate<State>, id: string): Promise<void> {
    return inTransaction(this.dataSource, async (manager) => {
      const before = await loadLocked(manager, aggregate, id);
      await removeRow(manager, aggregate, id);
      if (!aggregate.snapshot) return;
      const stamp = { key: id, sequence: Number(before.sequence), service: this.options.service, context: context() };
      await this.outbox.append(manager, [tombstone(aggregate.noun, aggregate.snapshot.contract.topic, stamp)]);
    });
  }

  /** A snapshot's version is the sequence of its last fact: a change of it without a fact would never be read. */
  private refuseSilence<State extends Versioned>(
    { noun, snapshot }: Aggregate<State>,
    before: State,
    after: State,
    facts: readonly Fact[],
  ) {
    if (!snapshot || facts.length > 0) return;
    if (!isDeepStrictEqual(snapshot.of(before), snapshot.of(after))) throw new Error(`A change of ${noun} must state a fact`);
  }

  private told<State extends Versioned>(
    { noun, topic, snapshot }: Aggregate<State>,
    row: Row<State>,
    facts: readonly Fact[],
    said: number,
  ): OutboxRow[] {
    if (facts.length === 0) return [];
    const rows: OutboxRow[] = [];
    const add = (one: Fact, sequence: number) =>
      rows.push(stamped(one, { key: row.id, sequence, service: this.options.service, context: context() }));
    facts.forEach((one, i) => {
      if (one.contract.topic !== topic) throw new Error(`${one.contract.type} is not said by ${noun}, which speaks on ${topic}`);
      add(one, said + i + 1);
    });
    const last = said + facts.length;
    if (snapshot) add(fact(snapshot.contract, { ...snapshot.of(row), version: last }), last);
    return rows;
  }
}
