import type { ServiceName } from '@siger/contracts';
import { clientOf, serviceOn } from '@siger/testing';
import type { Migration } from '../database/options.js';
import { ServiceModule } from '../service.module.js';
import { createService } from '../start.js';
import type { Calculator } from './calculator.js';

interface Answer {
  readonly result?: unknown;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

/** The open calculators of a service on a fresh database that holds its rule sets and nothing else. */
export const startRules = async (name: ServiceName, ruleSets: Migration, calculators: readonly Calculator[]) => {
  const module = {
    module: class RulesOnly {},
    imports: [ServiceModule.forRoot({ name, migrations: [ruleSets], calculators })],
  };
  const { app, close } = await serviceOn(`${name}_rules`, (env) => createService({ name, module }, { listen: false, env }));
  const client = clientOf(app);
  return {
    close,
    /** Evaluates without an account; a text is sent as it is. */
    send: async (rule: string, input: object | string, query = '', language = 'en') => {
      const url = `/v1/${name}/rules/${rule}/evaluations${query}`;
      const { status, body } = await client.post<Answer>(url, input, { headers: { 'accept-language': language } });
      return { status, body };
    },
    list: async <Item>(query = '') =>
      (await client.get<{ items: Item[]; next: string | null }>(`/v1/${name}/rules${query}`)).body,
  };
};
export type Rules = Awaited<ReturnType<typeof startRules>>;

/** Of an answer, in the order of the places: `/days required`. */
export const faultsOf = ({ errors = [] }: Answer): string[] => errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();
