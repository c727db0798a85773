import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventOf,
  indexPublished,
  schemaOf,
  type IndexView,
  type PublicServiceView,
  type ServiceIndexView,
  type SkmIndexAnswer,
} from '@siger/contracts';
import { newId, setClock } from '@siger/service';
import type { Sent } from '@siger/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { answers, machine, people, startFeedback, unitId, type Feedback } from '../app.fixture.js';

const NOON = '2026-06-30T05:00:00Z';
const half = { from: '2026-01-01', until: '2026-06-30' };
const given = [answers(4), answers(3), answers(3, { WAKTU: 1 }), answers(4, { WAKTU: 2 }), answers(3, { BIAYA: 2 })];

let feedback: Feedback;
let service: PublicServiceView;
beforeAll(async () => {
  setClock(NOON);
  feedback = await startFeedback('satisfaction_index');
});
beforeEach(async () => {
  setClock(NOON);
  service = await feedback.register();
});
afterAll(async () => {
  setClock(null);
  await feedback.close();
});

const publish = (body: object = half, as: Sent['as'] = machine, id = service.id) =>
  feedback.post<IndexView>(`/v1/public-services/${id}/index`, body, { as });
const read = async () => (await feedback.get<ServiceIndexView>(`/v1/public-services/${service.id}/index`)).body;

describe('publishing', () => {
  it('measures as the open calculator does, and names the rule and its legal basis', async () => {
    await feedback.answer(service.id, ...given);
    const { status, body } = await publish();
    expect(status).toBe(201);

    const url = `/v1/feedback/rules/skm-index/evaluations?on=${half.until}`;
    const { body: open } = await feedback.post<SkmIndexAnswer & { ruleSet: { id: string; legalBasis: string } }>(url, {
      responses: given,
    });
    expect(JSON.stringify(open)).toContain(body.ruleSetId);
    expect(JSON.stringify(open)).toContain(body.legalBasis);
    expect(body.legalBasis).toBe('PermenPANRB 14/2017 Lampiran');
    const result = 'result' in open ? (open.result as SkmIndexAnswer) : open;
    expect(body).toMatchObject({
      ...half,
      ...{ index: result.index, grade: result.grade, lowest: result.lowest, respondents: 5, publishedOn: '2026-06-30' },
    });
    expect(Object.fromEntries(body.averages.map(({ element, average }) => [element, average]))).toEqual(result.averages);
    expect(body.lowest).toEqual(['WAKTU']);
  });

  it('says what its contract declares, and nothing of the citizens', async () => {
    await feedback.answer(service.id, ...given);
    const { id, version: _, legalBasis: __, publishedOn: ___, ...told } = (await publish()).body;
    const said = await feedback.said(id);
    expect(said).toEqual([
      { type: indexPublished.type, topic: indexPublished.topic, sequence: 1, data: { indexId: id, ...told } },
    ]);
    const types = await feedback.db.query<{ type: string; data: object }[]>(
      `SELECT type, convert_from(payload, 'UTF8')::json AS data FROM outbox`,
    );
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    for (const { type, data } of types) {
      const contract = eventOf(type);
      // Closed: a field that is not declared is a fault here.
      const schema = contract && { ...schemaOf(contract.payload, `urn:test:${newId()}`, false) };
      expect(schema && ajv.validate(schema, data) ? null : [type, ajv.errors]).toBeNull();
    }
  });

  it.each([
    ['ends tomorrow', { from: '2026-01-01', until: '2026-07-01' }],
    ['ends before it begins', { from: '2026-06-30', until: '2026-06-29' }],
  ])('a period that %s is refused', async (_, period) => {
    await feedback.answer(service.id, ...given);
    const refused = await publish(period);
    expect([refused.status, refused.code]).toEqual([422, 'period-not-over']);
  });

  it('needs five citizens in the period, so that nobody is found', async () => {
    await feedback.answer(service.id, ...given.slice(0, 4));
    setClock('2026-07-01T05:00:00Z');
    await feedback.answer(service.id, ...given);
    const refused = await publish();
    expect([refused.status, refused.code]).toEqual([409, 'too-few-respondents']);
    expect((await publish({ from: '2026-07-01', until: '2026-07-01' })).body).toMatchObject({ respondents: 5 });
  });

  it('is for the officers of the unit', async () => {
    await feedback.answer(service.id, ...given);
    expect((await publish(half, people.otherOfficer)).code).toBe('not-found');
    expect((await publish(half, people.siti)).status).toBe(403);
    expect((await publish(half, null)).status).toBe(401);
    expect((await publish(half, people.officer, newId())).code).toBe('not-found');
    expect((await publish({ ...half, index: '100.00' }, people.officer)).status).toBe(422);
    expect((await publish(half, people.officer)).status).toBe(201);
  });
});

describe('the index that anyone reads', () => {
  it('is the newest first, with what waits for the next', async () => {
    expect(await read()).toEqual({ publicServiceId: service.id, name: service.name, waiting: 0, published: [] });
    await feedback.answer(service.id, ...given);
    expect((await read()).waiting).toBe(5);
    const first = (await publish()).body;
    expect(first.unitId).toBe(unitId);
    setClock('2026-07-31T05:00:00Z');
    await feedback.answer(service.id, ...given.map(() => answers(1)));
    expect(await read()).toMatchObject({ waiting: 5, published: [{ id: first.id }] });
    const second = (await publish({ from: '2026-07-01', until: '2026-07-31' })).body;
    expect(second).toMatchObject({ index: '25.00', grade: 'D' });
    const now = await read();
    expect(now).toMatchObject({ waiting: 0, published: [second, first] });
  });

  it('of a service that nobody offers is not found', async () => {
    expect((await feedback.get(`/v1/public-services/${newId()}/index`)).code).toBe('not-found');
  });
});
