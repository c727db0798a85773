import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Controller } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Page, type ParkedEventDetail, type ParkedEventView, UnitMoved, unitMoved } from '@siger/contracts';
import { firstBrokenEntry, newId } from '@siger/service';
import { accessToken, clientOf } from '@siger/testing';
import { COUNTS, DEAD_COUNTS } from '../inbox/parking.js';
import { OnEvent } from '../index.js';
import { moveOf, startTestService, type TestService } from '../messaging.fixture.js';

@Controller()
class MovesConsumer {
  @OnEvent(unitMoved, { consumer: 'training.moves' })
  moved(_data: UnitMoved) {}
}

const cli = join(import.meta.dirname, '../../../../tools/stack/parked.ts');
const run = promisify(execFile);

const url = '/v1/operations/training/parked';
const as = { sub: 'operator', roles: ['platform-admin'] };

describe('parked keys and dead letters', () => {
  let service: TestService;
  let client: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [MovesConsumer], { listen: false });
    client = clientOf(service.app);
  });
  afterAll(async () => {
    await service.stop();
    await service.database.drop();
  });
  beforeEach(() =>
    service.dataSource.query('TRUNCATE inbox_parked').catch(() => service.dataSource.query('DELETE FROM inbox_parked')),
  );

  const keep = async (status: string, key: string, sequence: number, more: { consumer?: string; type?: string } = {}) => {
    const { headers, value } = moveOf(key, sequence, more.type ? { ce_type: more.type } : {});
    const meta = { topic: 'unit.events', partition: 1, offset: sequence, headers: { ...headers, 'x-user': 'Siti' } };
    const [row] = await service.dataSource.query<{ id: string }[]>(
      `INSERT INTO inbox_parked (consumer, key, sequence, event_id, meta, payload, status, attempts, next_at, error)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 3, now() + interval '1 hour', 'Error: no') RETURNING seq AS id`,
      [more.consumer ?? 'training.moves', key, sequence, newId(), meta, Buffer.from(String(value)), status],
    );
    return row?.id ?? '';
  };
  const list = async (query = '') => (await client.get<Page<ParkedEventView>>(url + query, { as })).body;
  const ids = async (query?: string) => (await list(query)).items.map(({ id }) => id);
  const post = (act: string, body: object) => client.post<{ events: number; detail: string }>(`${url}/${act}`, body, { as });
  const rows = () =>
    service.dataSource.query<object[]>(
      `SELECT seq AS id, status, attempts, next_at <= now() AS due, payload IS NULL AS empty, error FROM inbox_parked ORDER BY seq`,
    );
  const audited = () =>
    service.dataSource.query<object[]>('SELECT actor, action, resource, details FROM audit_entries ORDER BY id DESC LIMIT 3');

  it('are listed, the newest first, by consumer, status, type and key, a page at a time', async () => {
    const [one, two] = [newId(), newId()];
    const a = await keep('dead', one, 1);
    const b = await keep('parked', two, 1, { consumer: 'training.gone' });
    const c = await keep('parked', two, 2, { type: 'unit.created.v1' });
    const d = await keep('done', one, 2);
    expect(await ids()).toEqual([c, b, a]);
    expect(await audited()).toContainEqual({
      ...{ actor: 'operator', action: 'parked-event.listed', resource: 'parked-events/training' },
      details: { status: null, events: 3 },
    });
    expect(await ids('?status=done')).toEqual([d]);
    expect(await ids('?consumer=training.gone')).toEqual([b]);
    expect(await ids('?type=unit.created.v1')).toEqual([c]);
    expect(await ids(`?key=${one}`)).toEqual([a]);
    const first = await list('?limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([c, b]);
    expect(await list(`?limit=2&cursor=${first.next}`)).toMatchObject({ items: [{ id: a }], next: null });
    expect(first.items[1]).toMatchObject({
      consumer: 'training.gone',
      key: two,
      type: 'unit.moved.v1',
      sequence: 1,
      error: 'Error: no',
    });
  });

  it('are shown with their headers, without what may name a person, and with what comes before them; that is audited', async () => {
    const key = newId();
    const before = await keep('dead', key, 1);
    const id = await keep('parked', key, 2);
    const { body } = await client.get<ParkedEventDetail>(`${url}/${id}`, { as });
    expect(body).toMatchObject({ id, key, before: [before] });
    expect(JSON.parse(body.payload ?? '')).toMatchObject({ unitId: key, from: '2026-07-01' });
    expect(body.headers).toContainEqual({ name: 'ce_type', value: 'unit.moved.v1' });
    expect(JSON.stringify(body)).not.toContain('Siti');
    expect(await audited()).toContainEqual({
      ...{ actor: 'operator', action: 'parked-event.read', resource: `parked-event/${id}` },
      details: { consumer: 'training.moves', key, eventId: body.eventId },
    });
  });

  it('are re-driven from their first attempt, at once', async () => {
    const key = newId();
    const [one, two] = [await keep('dead', key, 1), await keep('parked', key, 2)];
    expect((await post('redrive', { ids: [two, one, one] })).body).toEqual({ events: 2 });
    const again = { status: 'parked', attempts: 0, due: true, empty: false };
    expect(await rows()).toMatchObject([again, again]);
    expect(await audited()).toContainEqual(
      expect.objectContaining({ action: 'parked-event.redriven', resource: `parked-event/${one}` }),
    );
    expect(await firstBrokenEntry(service.dataSource.manager)).toBeNull();
  });

  it('are discarded with a reason, without their content; what waits behind them goes on', async () => {
    const key = newId();
    const [one] = [await keep('parked', key, 1), await keep('parked', key, 2)];
    expect((await post('discard', { ids: [one], reason: 'OBSOLETE', note: 'unit closed since' })).body).toEqual({ events: 1 });
    expect(await rows()).toMatchObject([
      { status: 'discarded', empty: true, error: 'OBSOLETE: unit closed since' },
      { status: 'parked', due: true, empty: false },
    ]);
    expect(await audited()).toContainEqual(
      expect.objectContaining({ action: 'parked-event.discarded', details: expect.objectContaining({ reason: 'OBSOLETE' }) }),
    );
  });

  it('are all settled or none, and a refusal says which event, why and what to do', async () => {
    const key = newId();
    const [first, second] = [await keep('dead', key, 1), await keep('dead', key, 2)];
    const done = await keep('done', newId(), 1);
    const orphan = await keep('dead', newId(), 1, { consumer: 'training.gone' });
    const before = await rows();
    const refused = async (act: string, body: object) => {
      const { code, status, body: problem } = await post(act, body);
      return [status, code, problem.errors?.[0]?.pointer, await rows()];
    };
    expect(await refused('redrive', { ids: [first, '999999'] })).toEqual([404, 'unknown-parked-event', '/ids/1', before]);
    expect(await refused('redrive', { ids: ['1 OR 1=1'] })).toEqual([404, 'unknown-parked-event', '/ids/0', before]);
    expect(await refused('redrive', { ids: [first, done] })).toEqual([409, 'parked-event-settled', '/ids/1', before]);
    expect(await refused('discard', { ids: [done], reason: 'OBSOLETE' })).toEqual([
      409,
      'parked-event-settled',
      '/ids/0',
      before,
    ]);
    expect(await refused('redrive', { ids: [orphan] })).toEqual([409, 'consumer-is-gone', '/ids/0', before]);
    expect(await refused('redrive', { ids: [second] })).toEqual([409, 'parked-event-not-first', '/ids/0', before]);
    expect(await refused('discard', { ids: [first] })).toEqual([422, 'invalid-body', '/reason', before]);
    expect(await refused('redrive', { ids: [] })).toEqual([422, 'invalid-body', '/ids', before]);
    await post('discard', { ids: [first], reason: 'OBSOLETE' });
    expect((await post('redrive', { ids: [second] })).status).toBe(200);
  });

  it('of a rebuild are not shown and not settled: they end with it', async () => {
    const hidden = await keep('dead', newId(), 1, { consumer: 'training.moves#rebuild' });
    expect(await ids()).toEqual([]);
    expect(await client.get(`${url}/${hidden}`, { as })).toMatchObject({ status: 404 });
    const refusal = await post('discard', { ids: [hidden], reason: 'OBSOLETE' });
    expect([refusal.status, await rows()]).toMatchObject([404, [{ status: 'dead' }]]);
    expect([await service.dataSource.query(COUNTS), await service.dataSource.query(DEAD_COUNTS)]).toEqual([[], []]);
  });

  it('of an unknown consumer or id are refused by a name of what there is', async () => {
    const { status, code, body } = await client.get<{ detail: string }>(`${url}?consumer=training.typo`, { as });
    expect([status, code]).toEqual([404, 'unknown-consumer']);
    expect(body.detail).toContain('training.moves');
    expect(await client.get(`${url}/77`, { as })).toMatchObject({ status: 404, code: 'unknown-parked-event' });
    expect(await client.get(`${url}/constructor`, { as })).toMatchObject({ status: 404, code: 'unknown-parked-event' });
    expect(await client.get(`${url}?cursor=${Buffer.from('x').toString('base64url')}`, { as })).toMatchObject({ status: 400 });
  });

  it('are settled by the command line, which passes on what was refused', async () => {
    const key = newId();
    const [one, two, three] = [await keep('dead', key, 1), await keep('dead', key, 2), await keep('parked', newId(), 1)];
    const address = service.app.getHttpServer().address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const env = { ...process.env, NODE_OPTIONS: '', OIDC_ISSUER: `http://127.0.0.1:${port}`, SIGER_TOKEN: await accessToken(as) };
    const parked = async (...args: string[]) => {
      const done = run(process.execPath, [cli, ...args], { env });
      return done.then(
        ({ stdout }) => stdout.trim(),
        ({ stderr }: { stderr: string }) => `refused: ${stderr.trim()}`,
      );
    };
    expect((await parked('list', 'training', '--key', key)).split('\n').map((line) => line.split('\t').slice(0, 3))).toEqual([
      ['training', two, 'dead'],
      ['training', one, 'dead'],
    ]);
    expect(JSON.parse(await parked('show', 'training', two))).toMatchObject({ before: [one], payload: { unitId: key } });
    expect(await parked('redrive', 'training', two)).toMatch(`refused: training: Before event ${two} the same key has the dead`);
    expect(await parked('redrive', 'training', '--all', '--consumer', 'training.typo')).toMatch(
      /refused: .*has no consumer training.typo/,
    );
    expect(await parked('redrive', 'training', '--all', '--key', key)).toBe('redrive: 2 of training');
    expect(await parked('discard', 'training', three)).toMatch(/refused: Say why/);
    expect(await parked('discard', 'training', three, '--reason', 'TEST_DATA')).toBe('discard: 1 of training');
    expect(await parked('discard', 'somewhere', three)).toMatch(/refused: Say which service/);
    expect(await parked('discard', 'training', '--resaon', 'x')).toMatch(/refused: Unknown option '--resaon'/);
  }, 30_000);

  it.each([
    [null, 401],
    [{ roles: ['agency-admin', 'auditor', 'analyst'] }, 403],
    [{ roles: ['client'], scope: 'operations' }, 403],
  ])('are nobody else’s: %j', async (who, expected) => {
    for (const answer of [
      await client.get(url, { as: who }),
      await client.get(`${url}/1`, { as: who }),
      await client.post(`${url}/redrive`, { ids: ['1'] }, { as: who }),
      await client.post(`${url}/discard`, { ids: ['1'], reason: 'OBSOLETE' }, { as: who }),
    ])
      expect(answer.status).toBe(expected);
  });
});
