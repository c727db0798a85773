import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readCommand, Refusal, settleAll } from './parked.ts';
import { root } from './place.ts';

const numbers = Array.from({ length: 250 }, (_, n) => String(n + 1));
/** A service in which these have come to their end by the time that they are asked for. */
const serviceWithout = (over: ReadonlySet<string>) => {
  const settled: string[] = [];
  const post = (ids: string[]) => {
    const at = ids.findIndex((id) => over.has(id));
    if (at >= 0) return Promise.reject(new Refusal('settled already', 'parked-event-settled', `/ids/${at}`));
    settled.push(...ids);
    return Promise.resolve({ events: ids.length });
  };
  return { settled, post };
};

describe('events settled by command line', () => {
  it('are all that were found, without those that came to their end meanwhile', async () => {
    const { settled, post } = serviceWithout(new Set(['3', '201', '250']));
    expect(await settleAll(numbers, true, post)).toBe(247);
    expect(settled).toEqual(numbers.filter((id) => !['3', '201', '250'].includes(id)));
  });

  it('are refused where they were named', async () => {
    await expect(settleAll(['1', '3'], false, serviceWithout(new Set(['3'])).post)).rejects.toThrow('settled already');
  });
});

const folder = join(root, 'docs/runbooks');
const commands = readdirSync(folder).flatMap((page) =>
  [...readFileSync(join(folder, page), 'utf8').matchAll(/`npm run parked -- ([^`]+)`/g)].map(([, line = '']) => [page, line]),
);
it.each(commands)('%s says a command that there is: %s', (_, line) => {
  const { act, service, values } = readCommand(line.replaceAll('...', '').split(' '));
  expect(['list', 'show', 'redrive', 'discard']).toContain(act);
  expect(service).toBe('<service>');
  expect(act === 'discard').toBe(values.reason !== undefined);
});
