import type { Evidence, Said } from './evidence.ts';

export interface Judged {
  looked: number;
  violations: string[];
}

export const nameIn = ({ data }: Said) => String(data['name']);
export const without = <T>(from: Iterable<T>, other: { has(one: T): boolean }): T[] => [...from].filter((one) => !other.has(one));

/** Each event once, where it stood first. */
export const distinct = (topics: readonly Said[]): Said[] => {
  const seen = new Set<string>();
  return topics.filter(({ id }) => !seen.has(id) && seen.add(id));
};
export const told = ({ topics, foreign }: Evidence, type: string): Said[] =>
  distinct(topics).filter((said) => said.type === type && !foreign.has(said.id));

/** What the services have to take: their own events, and what the harness has put beside them in good order or in none. */
export const isHeard = ({ foreign, sound }: Evidence, { id }: Said): boolean => !foreign.has(id) || sound.has(id);
export const heardOf = (evidence: Evidence, type: string): Said[] =>
  distinct(evidence.topics).filter((said) => said.type === type && isHeard(evidence, said));
/** The last word on each key: by its sequence, wherever it stands. */
export const newest = (all: readonly Said[]): Said[] => {
  const last = new Map<string, Said>();
  for (const said of all) if ((last.get(said.key)?.sequence ?? 0) < said.sequence) last.set(said.key, said);
  return [...last.values()];
};

export type HowMany = (of: string) => number;
export const howMany = (names: readonly string[]): HowMany => {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return (of) => times.get(of) ?? 0;
};
export const howOften = (said: readonly Said[], by: (one: Said) => string): HowMany => howMany(said.map(by));
