import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startThings, type Things } from '../thing-app.fixture.js';
import type { Problem } from './problem.js';

let things: Things;
let call: Things['call'];
let post: Things['post'];

beforeAll(async () => {
  things = await startThings('problem');
  ({ call, post } = things);
});
afterAll(() => things.close());

const pointers = (problem: Problem) => (problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`).sort();

describe('problem details', () => {
  it('list every fault of a body at once, with its pointer', async () => {
    const response = await post('/v1/things', {
      colour: 'GREEN',
      on: '2025-02-30',
      days: ['2025-01-01', 'x', '2025-13-01'],
      parts: [{ label: 'a', count: 1 }, { label: '', count: 10, extra: 1 }, 'no'],
      surprise: true,
      'a/b~c': 1,
    });
    const problem = response.json();
    expect(response.status).toBe(422);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.type).toBe('urn:siger:problem:invalid-body');
    expect(problem.instance).toBe('/v1/things');
    expect(pointers(problem)).toEqual([
      '/a~1b~0c unknown-field',
      '/colour not-allowed',
      '/days/1 format',
      '/days/2 format',
      '/on format',
      '/parts/1/count range',
      '/parts/1/extra unknown-field',
      '/parts/1/label length',
      '/parts/2 type',
      '/surprise unknown-field',
      '/title required',
    ]);
  });

  it.each([
    ['{"title": }', 400, 'malformed-body'],
    ['{"__proto__": {"x": 1}, "title": "a", "colour": "RED"}', 400, 'malformed-body'],
    ['{"title": "a", "colour": "RED", "parts": [{"label": "x", "count": 8.9999999999999999999}]}', 400, 'malformed-body'],
    ['[]', 422, 'invalid-body'],
    ['null', 422, 'invalid-body'],
    ['"text"', 422, 'invalid-body'],
    ['{"title": "a", "colour": "RED", "constructor": {"x": 1}}', 422, 'invalid-body'],
    ['{"title": 5, "colour": "RED"}', 422, 'invalid-body'],
    ['{"title": "a", "colour": "RED", "parts": [{"label": "x", "count": "3"}]}', 422, 'invalid-body'],
    ['{"title": "a", "colour": "RED", "parts": {"0": {"label": "x", "count": 3}}}', 422, 'invalid-body'],
    ['{"title": "a", "colour": "RED", "parts": [[]]}', 422, 'invalid-body'],
    ['{"title": null, "colour": "RED"}', 422, 'invalid-body'],
  ])('of %s', async (raw, status, code) => {
    const response = await call('/v1/things', { method: 'POST', raw });
    expect([response.status, response.json().type]).toEqual([status, `urn:siger:problem:${code}`]);
  });

  it('a body that is nested absurdly deep is refused, not walked', async () => {
    const raw = `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const response = await call('/v1/things', { method: 'POST', raw });
    expect([response.status, response.json().type]).toEqual([400, 'urn:siger:problem:malformed-body']);
  });

  it('a missing body lists what is missing', async () => {
    const response = await call('/v1/things', { method: 'POST' });
    expect(response.status).toBe(422);
    expect(pointers(response.json())).toEqual(['/colour required', '/title required']);
  });

  it('a body above 1 MiB is 413, and other media types are 415', async () => {
    const huge = await call('/v1/things', { method: 'POST', raw: JSON.stringify({ title: 'x'.repeat(5_000_000) }) });
    expect([huge.status, huge.json().type]).toEqual([413, 'urn:siger:problem:body-too-large']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense']) {
      const response = await call('/v1/things', { method: 'POST', raw: 'title=a', headers: { 'content-type': type } });
      expect([type, response.status, response.json().type]).toEqual([type, 415, 'urn:siger:problem:unsupported-media-type']);
    }
  });

  it.each([
    ['/v1/nowhere', 404, 'not-found'],
    ['/v1/things/018f6f00-0000-7000-8000-000000000011', 404, 'not-found'],
    ['/v1/things/not-an-id', 404, 'not-found'],
    ['/v1/open/bad-uuid', 400, 'invalid-parameter'],
    ['/v1/things?limit=0', 400, 'invalid-parameter'],
    ['/v1/things?limit=201', 400, 'invalid-parameter'],
    ['/v1/things?cursor=%21%21', 400, 'invalid-parameter'],
    ['/v1/things/filtered?least=ten', 400, 'invalid-parameter'],
    ['/v1/things/filtered?unknown=1', 400, 'invalid-parameter'],
    ['/v1/things?unknown=1', 400, 'invalid-parameter'],
    ['/v1/things?Limit=1', 400, 'invalid-parameter'],
    ['/v1/things?constructor=1', 400, 'invalid-parameter'],
    ['/v1/things/filtered?limit=1', 400, 'invalid-parameter'],
    ['/v1/open?on=2025-02-01', 400, 'invalid-parameter'],
    ['/v1/things/018f6f00-0000-7000-8000-000000000011?expand=all', 400, 'invalid-parameter'],
    ['/v1/employees/rules?from=2025-02-01', 400, 'invalid-parameter'],
    ['/v1/things/%E0%A4%A', 400, 'invalid-parameter'],
    ['/v1/employees/rules?on=2025-02-30', 400, 'invalid-parameter'],
  ])('GET %s is %i %s', async (url, status, code) => {
    const response = await call(url);
    expect([response.status, response.json().type]).toEqual([status, `urn:siger:problem:${code}`]);
  });

  it('an unknown error is 500 and says nothing of itself', async () => {
    const response = await call('/v1/open/boom', { headers: { 'x-correlation-id': '018f6f00-0000-7000-8000-0000000000aa' } });
    expect(response.status).toBe(500);
    expect(response.text).not.toMatch(/secret|1990|at |boom\.ts/);
    expect(response.json()).toMatchObject({
      type: 'urn:siger:problem:internal-error',
      correlationId: '018f6f00-0000-7000-8000-0000000000aa',
      instance: '/v1/open/boom',
    });
  });

  it('a value that exists already is 409', async () => {
    expect((await post('/v1/things', { title: 'twin', colour: 'RED' })).status).toBe(201);
    const response = await post('/v1/things', { title: 'twin', colour: 'RED' });
    expect([response.status, response.json().type]).toEqual([409, 'urn:siger:problem:already-exists']);
  });

  it.each([
    [undefined, 'Tidak ditemukan.'],
    ['en', 'Not found.'],
    ['en-GB,en;q=0.9,id;q=0.8', 'Not found.'],
    ['en;q=0.1, id-ID;q=0.9', 'Tidak ditemukan.'],
    ['fr', 'Tidak ditemukan.'],
  ])('Accept-Language %s reads %s', async (language, title) => {
    const headers = language === undefined ? {} : { 'accept-language': language };
    expect((await call('/v1/nowhere', { headers })).json().title).toBe(title);
  });

  it('faults are told in the language of the reader', async () => {
    const body = { title: 'a', colour: 'GREEN' };
    const details = async (language: string) =>
      (await post('/v1/things', body, { headers: { 'accept-language': language } })).json().errors?.map(({ detail }) => detail);
    expect(await details('id')).toEqual(['harus salah satu dari RED, BLUE']);
    expect(await details('en')).toEqual(['must be one of RED, BLUE']);
  });

  it('every unknown parameter is named, of a route that changes something, too', async () => {
    const answer = await post('/v1/things?dry-run=true&a~b=1', { title: 'dry', colour: 'RED' });
    expect([answer.status, pointers(answer.json())]).toEqual([400, ['/a~0b unknown-parameter', '/dry-run unknown-parameter']]);
    expect((await call('/v1/things?limit=200')).text).not.toContain('"dry"');
  });

  it('a query is read as its shape declares, without guessing', async () => {
    expect((await call('/v1/things/filtered?least=3&broken=false')).json<object>()).toEqual({ least: 3, broken: false });
  });
});
