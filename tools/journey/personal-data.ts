/** Who the people are stands in snapshots only, because an event is kept for ever and a snapshot can be erased. */
import { isSnapshot } from './stream-catalogue.ts';

export interface Leak {
  readonly topic: string;
  readonly at: string;
  readonly what: string;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;
const FIELD =
  /^(nip|nik|email|e-?mail|phone|telephone|address|birth\w*|sex|gender|religion|\w+Name|suggestion|remark|comment|text|note|summary)$/i;

/** A unit may be named in its events: it is no person. */
const isPersonalField = (field: string, type: string) =>
  FIELD.test(field) || (/^name$/i.test(field) && !type.startsWith('unit.'));

/** Every text in a value with the field that holds it, names of fields included. */
function* textsIn(value: unknown, field = ''): Generator<{ field: string; text: string }> {
  if (Array.isArray(value)) for (const item of value) yield* textsIn(item, field);
  else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) {
      yield { field: name, text: name };
      yield* textsIn(inner, name);
    }
  } else if (value !== null) yield { field, text: String(value) };
}

/** Not in the middle of a longer word: a name of three letters is part of many words. */
const occurs = (text: string, person: string): boolean => {
  for (let at = text.indexOf(person); at >= 0; at = text.indexOf(person, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + person.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
};

/** Remembers people from snapshots, and each different text from everywhere else; who comes first does not matter. */
export class PersonalData {
  private readonly people = new Set<string>();
  private readonly texts = new Map<string, Omit<Leak, 'what'>>();
  private readonly fields: Leak[] = [];

  /** `data` is the parsed payload, or the raw text where it cannot be parsed; `headers` are texts. */
  take(topic: string, at: string, type: string, data: unknown, headers: readonly string[]): void {
    if (isSnapshot(topic)) return this.meet(data);
    for (const { field, text } of textsIn(data)) {
      if (field === text && isPersonalField(field, type)) this.fields.push({ topic, at, what: `a field ${field} in ${type}` });
      this.keep(text, topic, at);
    }
    for (const text of headers) this.keep(text, topic, at);
  }

  /** How many people the snapshots named. */
  get size(): number {
    return this.people.size;
  }

  leaks(): Leak[] {
    const all = [...this.texts.keys()].join('\n');
    const found = [...this.people].filter((person) => occurs(all, person));
    const where = (person: string): Leak[] => {
      const holder = [...this.texts].find(([text]) => occurs(text, person));
      // The report says that somebody is named, and does not name them again.
      return holder ? [{ ...holder[1], what: 'the name or NIP of a person' }] : [];
    };
    return [...this.fields, ...found.flatMap(where)];
  }

  private meet(data: unknown) {
    const { nip, name } = { ...(data as { nip?: unknown; name?: unknown } | null) };
    if (typeof nip !== 'string') return;
    for (const text of [nip, name]) if (typeof text === 'string' && text) this.people.add(text.toLowerCase());
  }

  private keep(text: string, topic: string, at: string) {
    const key = text.toLowerCase();
    if (!ID.test(key) && !TIME.test(text) && !this.texts.has(key)) this.texts.set(key, { topic, at });
  }
}
