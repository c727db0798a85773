import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@siger/service';
import { auditor, machine, people, startMonitoring, units, type Monitoring } from '../app.fixture.js';

let monitoring: Monitoring;
beforeAll(async () => void (monitoring = await startMonitoring('dashboard_stream')));
afterAll(() => monitoring.close());

const open = async (unitId: string, as: object) => {
  const stop = new AbortController();
  const response = await fetch(`${await monitoring.app.getUrl()}/v1/dashboards/units/${unitId}/stream`, {
    signal: stop.signal,
    headers: { authorization: `Bearer ${await monitoring.issuer.token({ ...as })}` },
  });
  stop.abort();
  return { status: response.status, type: response.headers.get('content-type') };
};
const refused = { status: 404, type: 'application/problem+json; charset=utf-8' };

it('is refused before it begins where the unit is not there, or not ours to see', async () => {
  for (const as of [auditor, machine, people.admin]) expect(await open(newId(), as)).toEqual(refused);
  for (const as of [people.otherAdmin, people.siti]) expect(await open(units.division, as)).toEqual(refused);
  expect(await open('no-id', people.admin)).toEqual(refused);
  expect(await open(units.division, people.head)).toMatchObject({ status: 200 });
});

it('is kept alive by comments, which change nothing in where a browser resumes', async () => {
  const response = await fetch(`${await monitoring.app.getUrl()}/v1/dashboards/units/${units.division}/stream`, {
    signal: AbortSignal.timeout(30_000),
    headers: { authorization: `Bearer ${await monitoring.issuer.token({ ...people.head })}` },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('beat')) {
    const part = await reader?.read();
    if (!part || part.done) break;
    text += part.value;
  }
  await reader?.cancel();
  expect(text.match(/^: ?beat$/m)).not.toBeNull();
  expect(text.match(/^id: /gm)).toHaveLength(1);
}, 40_000);
