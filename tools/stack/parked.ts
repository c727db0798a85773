import type { Page, ParkedEventDetail, ParkedEventView, SettledView } from '@siger/contracts';
import { discardReasons, parkedStates } from '@siger/contracts';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { codeOf, explain, StackFault } from './faults.ts';
import { gateway, tokenFor } from './token.ts';

const services = ['employees', 'appraisal', 'training', 'feedback', 'monitoring'];
const AT_ONCE = 200;

const usage = `npm run -s parked -- <what>
  list [service] [--consumer C] [--status ${parkedStates.join('|')}] [--type T] [--key K]
  show <service> <id>
  redrive <service> <id>... | --all [filters of list]
  discard <service> <id>... --reason ${discardReasons.join('|')} [--note "why"]
The token is that of SIGER_TOKEN, or on a development machine that of the demo's platform administrator.`;

const filters = {
  consumer: { type: 'string' },
  status: { type: 'string' },
  type: { type: 'string' },
  key: { type: 'string' },
} as const;
const options = { ...filters, reason: { type: 'string' }, note: { type: 'string' }, all: { type: 'boolean' } } as const;

/** What was asked for; a misspelt option is named. */
export const readCommand = (args: readonly string[]) => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act = '', service, ...ids] = positionals;
    return { act, service, ids, values };
  } catch (error) {
    throw new StackFault(`${(error as Error).message}\n${usage}`);
  }
};
type Command = ReturnType<typeof readCommand>;

/** What the API said no to; `at` is the place among the ids that were sent. */
export class Refusal extends StackFault {
  readonly code: string;
  readonly at: number;
  constructor(message: string, code = '', pointer = '') {
    super(message);
    this.code = code;
    this.at = Number(/^\/ids\/(\d+)$/.exec(pointer)?.[1] ?? -1);
  }
}
interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

class Api {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  async call<T>(service: string, path: string, body?: object): Promise<T> {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const headers = { authorization: `Bearer ${this.#token}`, 'accept-language': 'en', 'content-type': 'application/json' };
    const response = await fetch(`${this.#url}/v1/operations/${service}/parked${path}`, { ...sent, headers });
    const answer = (await response.json()) as T & Problem;
    if (response.ok) return answer;
    const why = `${service}: ${answer.title ?? answer.detail ?? `status ${response.status}`}`;
    throw new Refusal(why, answer.code, answer.errors?.[0]?.pointer);
  }

  /** Every event that the filters leave, page by page. */
  async all(service: string, { values }: Command): Promise<ParkedEventView[]> {
    const found: ParkedEventView[] = [];
    const query = new URLSearchParams({ limit: String(AT_ONCE) });
    for (const name of Object.keys(filters) as (keyof typeof filters)[]) if (values[name]) query.set(name, values[name]);
    for (let next: string | null = ''; next !== null;) {
      if (next) query.set('cursor', next);
      const page: Page<ParkedEventView> = await this.call(service, `?${query}`);
      found.push(...page.items);
      next = page.next;
    }
    return found;
  }
}

const line = (service: string, { id, status, consumer, type, key, attempts, error }: ParkedEventView) =>
  [service, id, status, consumer, type ?? '-', key, `${attempts} tries`, error ?? 'waits for its turn'].join('\t');

/** Earlier events of a key first, so that no portion of a large request leaves one of them behind. */
const inOrder = (events: readonly ParkedEventView[]) =>
  [...events].sort((a, b) => (a.sequence ?? Infinity) - (b.sequence ?? Infinity) || Number(a.id) - Number(b.id));

/** In portions. What was found by asking for all may have come to its end since: the service goes on meanwhile. */
export async function settleAll(ids: readonly string[], isFound: boolean, post: (ids: string[]) => Promise<SettledView>) {
  let [left, events] = [[...ids], 0];
  while (left.length > 0) {
    const portion = left.slice(0, AT_ONCE);
    try {
      events += (await post(portion)).events;
      left = left.slice(AT_ONCE);
    } catch (error) {
      const isOver = isFound && error instanceof Refusal && error.code === 'parked-event-settled' && error.at >= 0;
      if (!isOver) throw error;
      left = left.filter((_, place) => place !== error.at);
    }
  }
  return events;
}

async function settle(api: Api, service: string, command: Command, extra: object): Promise<string> {
  const { act, values } = command;
  const ids = values.all ? inOrder(await api.all(service, command)).map(({ id }) => id) : command.ids;
  if (ids.length === 0) throw new StackFault(values.all ? 'There is none.' : `Say which events.\n${usage}`);
  const post = (some: string[]) => api.call<SettledView>(service, `/${act}`, { ids: some, ...extra });
  const events = await settleAll(ids, values.all === true, post);
  return `${act}: ${events} of ${service}`;
}

async function perform(api: Api, command: Command): Promise<string> {
  const { act, service = '', ids, values } = command;
  if (act === 'list') {
    const asked = service ? [service] : services;
    const lists = await Promise.all(asked.map(async (name) => (await api.all(name, command)).map((event) => line(name, event))));
    return lists.flat().join('\n') || 'There is none.';
  }
  if (!services.includes(service)) throw new StackFault(`Say which service: ${services.join(', ')}.\n${usage}`);
  const [id = ''] = ids;
  if (act === 'show') {
    const { payload, ...event } = await api.call<ParkedEventDetail>(service, `/${encodeURIComponent(id)}`);
    return JSON.stringify({ ...event, payload: JSON.parse(payload ?? 'null') as unknown }, null, 2);
  }
  if (act === 'redrive') return settle(api, service, command, {});
  if (!values.reason) throw new StackFault(`Say why: --reason ${discardReasons.join('|')}`);
  return settle(api, service, command, { reason: values.reason, ...(values.note ? { note: values.note } : {}) });
}

export async function main(args: readonly string[]): Promise<number> {
  try {
    const command = readCommand(args);
    if (!['list', 'show', 'redrive', 'discard'].includes(command.act)) throw new StackFault(usage);
    const token = process.env['SIGER_TOKEN'] ?? (await tokenFor('admin'));
    console.log(await perform(new Api(gateway(), token), command));
    return 0;
  } catch (error) {
    const refused = error instanceof TypeError && codeOf(error.cause) !== '';
    console.error(refused ? `The platform is not running at ${gateway()}; start it with: npm start` : explain(error));
    return 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
