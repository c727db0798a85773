import autocannon from 'autocannon';
import type { Page, PublicServiceView } from '@siger/contracts';
import { signIn } from '../stack/sign-in.ts';
import type { StackFile } from '../stack/stack.ts';
import { median, spread, type Figure } from './goal.ts';

const ROUNDS = 5;
const SECONDS = 4;

/** A signed-in read of one row, straight at the service and through the gateway, in turn. */
export const benchGateway = async ({ gateway, services }: StackFile): Promise<Figure[]> => {
  const token = await signIn(gateway, 'pegawai@lampung.demo', 'siger');
  const { items } = (await (await fetch(`${gateway}/v1/public-services`)).json()) as Page<PublicServiceView>;
  const path = `/v1/public-services/${items[0]?.id}`;
  const headers = { authorization: `Bearer ${token}` };
  const load = async (base: string, connections: number, duration: number) => {
    const result = await autocannon({ url: `${base}${path}`, headers, connections, duration });
    const wrong = result.non2xx + result.errors;
    if (wrong > 0) throw new Error(`${wrong} of ${result.requests.total} requests to ${base} failed`);
    return result;
  };
  const direct = services['feedback'] ?? '';
  await load(direct, 16, 2);
  await load(gateway, 16, 2);
  const rates: number[] = [];
  const added: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [own, through] = [await load(direct, 16, SECONDS), await load(gateway, 16, SECONDS)];
    rates.push(through.requests.average / own.requests.average);
    added.push((await medianOf(`${gateway}${path}`, headers)) - (await medianOf(`${direct}${path}`, headers)));
  }
  return [
    { name: "gateway's requests/s : the service's own", value: median(rates), unit: '', atLeast: 0.5, detail: spread(rates) },
    { name: 'added by the gateway at the median', value: median(added), unit: 'ms', atMost: 3, detail: spread(added) },
  ];
};

/** One request after the other. */
const medianOf = async (url: string, headers: Record<string, string>): Promise<number> => {
  const times: number[] = [];
  for (let n = 0; n < 300; n += 1) {
    const begun = performance.now();
    await (await fetch(url, { headers })).arrayBuffer();
    times.push(performance.now() - begun);
  }
  return median(times);
};
