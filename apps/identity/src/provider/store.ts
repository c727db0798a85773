import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Payload {
  uid?: string;
  userCode?: string;
  grantId?: string;
  consumed?: number;
}
interface Entry {
  readonly payload: Payload;
  readonly expiresAt: number;
}

const KEPT = 50_000;

/**
 * What oidc-provider remembers: sessions, grants, codes, refresh tokens. Held in memory, written on an orderly stop and
 * read at the next start; after a crash people sign in again.
 */
export class Store {
  readonly #entries = new Map<string, Entry>();

  constructor(private readonly path: string | null = null) {
    if (path) this.#load(path);
  }

  /** The adapter that oidc-provider asks for, one per kind of thing. */
  readonly adapter = (model: string) => ({
    upsert: async (id: string, payload: Payload, expiresIn?: number) => {
      this.#entries.delete(`${model}:${id}`);
      this.#entries.set(`${model}:${id}`, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
      if (this.#entries.size > KEPT) this.#shrink();
    },
    find: async (id: string) => this.#find(`${model}:${id}`),
    findByUid: async (uid: string) => this.#search(model, (payload) => payload.uid === uid),
    findByUserCode: async (code: string) => this.#search(model, (payload) => payload.userCode === code),
    consume: async (id: string) => {
      const payload = this.#find(`${model}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id: string) => {
      this.#entries.delete(`${model}:${id}`);
    },
    revokeByGrantId: async (grantId: string) => {
      for (const [key, { payload }] of this.#entries) if (payload.grantId === grantId) this.#entries.delete(key);
    },
  });

  save(): void {
    if (!this.path) return;
    this.#sweep();
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const finite = [...this.#entries].filter(([, { expiresAt }]) => Number.isFinite(expiresAt));
    writeFileSync(this.path, JSON.stringify(finite), { mode: 0o600 });
  }

  #load(path: string): void {
    try {
      for (const [key, entry] of JSON.parse(readFileSync(path, 'utf8')) as [string, Entry][]) this.#entries.set(key, entry);
    } catch {
      // Nothing was saved, or half of it: everybody signs in again.
    }
    rmSync(path, { force: true });
  }

  #find(key: string): Payload | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.expiresAt > Date.now()) return entry.payload;
    this.#entries.delete(key);
    return undefined;
  }

  #search(model: string, matches: (payload: Payload) => boolean): Payload | undefined {
    for (const [key, { payload }] of this.#entries) if (key.startsWith(`${model}:`) && matches(payload)) return this.#find(key);
    return undefined;
  }

  #sweep(): void {
    const now = Date.now();
    for (const [key, { expiresAt }] of this.#entries) if (expiresAt <= now) this.#entries.delete(key);
  }

  /** Expired entries first, then the oldest tenth: a flood of half-finished sign-ins must not fill the memory. */
  #shrink(): void {
    this.#sweep();
    let excess = this.#entries.size - KEPT * 0.9;
    for (const key of this.#entries.keys()) {
      if (excess-- <= 0) return;
      this.#entries.delete(key);
    }
  }
}
