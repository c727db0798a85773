import { DomainError, type ParkedState } from '@siger/contracts';

/** What is needed of an event to decide whether it may be settled; in the order of its key. */
export interface KeptEvent {
  id: string;
  consumer: string;
  key: string;
  status: ParkedState;
  eventId: string | null;
}
interface Known {
  readonly service: string;
  hasConsumer(name: string): boolean;
}

const refusal = (code: string, at: number, parameters: Record<string, string>) =>
  new DomainError(code, parameters, [{ pointer: `/ids/${at}`, code, detail: parameters['event'] ?? '' }]);

const open = ({ status }: KeptEvent) => status === 'parked' || status === 'dead';

/** The events named by `ids`, all open; `rows` holds them and every open event of their keys. */
export const openEvents = (ids: readonly string[], rows: readonly KeptEvent[], { service }: Known): KeptEvent[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((event, at) => {
    const row = byId.get(event);
    if (!row) throw refusal('unknown-parked-event', at, { service, event });
    if (!open(row)) throw refusal('parked-event-settled', at, { event, status: row.status });
    return row;
  });
};

/** Refuses what would turn the order of a key round, and what nobody would ever take up. */
export const assertRedrivable = (wanted: readonly KeptEvent[], rows: readonly KeptEvent[], known: Known): void => {
  const chosen = new Set(wanted.map(({ id }) => id));
  for (const [at, { id, consumer, key }] of wanted.entries()) {
    const { service } = known;
    if (!known.hasConsumer(consumer)) throw refusal('consumer-is-gone', at, { service, consumer, event: id });
    const ofKey = rows.filter((row) => row.consumer === consumer && row.key === key);
    const earlier = ofKey.slice(
      0,
      ofKey.findIndex((row) => row.id === id),
    );
    const before = earlier.find((row) => row.status === 'dead' && !chosen.has(row.id));
    if (before) throw refusal('parked-event-not-first', at, { event: id, before: before.id });
  }
};
