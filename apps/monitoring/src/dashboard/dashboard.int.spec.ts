import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  activityApproved,
  appraisalCompleted,
  indexPublished,
  planEstablished,
  responseReceived,
  type DashboardView,
  type PublicFiguresView,
} from '@siger/contracts';
import { newId } from '@siger/service';
import { eventAt, machine, people, staff, startMonitoring, units, type Monitoring } from '../app.fixture.js';
import { FigureConsumer } from '../figure/figure.consumer.js';

let monitoring: Monitoring;
let consumer: FigureConsumer;
beforeAll(async () => {
  monitoring = await startMonitoring('dashboard');
  consumer = monitoring.app.get(FigureConsumer);
});
afterEach(async () => {
  for (const table of ['plans', 'appraisals', 'service_indices', 'figures']) await monitoring.db.query(`DELETE FROM ${table}`);
});
afterAll(() => monitoring.close());

const far = '2999-12-31';
const plan = (unitId: string, employeeId = newId()) =>
  monitoring.deliver(() => consumer.planned({ ...planEstablished.example, planId: newId(), unitId, employeeId, until: far }));
const appraise = (unitId: string) =>
  monitoring.deliver(() => consumer.completed({ ...appraisalCompleted.example, appraisalId: newId(), unitId }));
const dashboard = (unitId: string, as: object = people.admin) =>
  monitoring.get<DashboardView>(`/v1/dashboards/units/${unitId}`, { as: { ...as } });

describe('a dashboard', () => {
  it('adds up the unit and all below it', async () => {
    await plan(units.division, people.siti.employee_id);
    await appraise(units.division);
    await appraise(units.other);
    await monitoring.deliver(() => consumer.approved({ ...activityApproved.example, unitId: units.division, minutes: 90 }));
    await monitoring.deliver(() => consumer.answered({ ...responseReceived.example, unitId: units.agency }));
    const index = { ...indexPublished.example, unitId: units.division };
    await monitoring.deliver(() => consumer.published(index, eventAt('2026-07-01T00:00:00Z')));

    expect((await dashboard(units.agency)).body).toMatchObject({
      ...{ unitId: units.agency, unitName: 'Unit agency', employees: staff.agency, plansEstablished: 1, adoption: '25.00' },
      ...{ activitiesApproved: 1, activityMinutes: 90, appraisalsCompleted: 1, surveyResponses: 1, hoursBooked: 0 },
      ...{ predicates: [{ predicate: 'KURANG', employees: 1 }], services: [{ index: '72.50', grade: 'C', respondents: 30 }] },
    });
    expect((await dashboard(units.division)).body).toMatchObject({
      ...{ employees: staff.division, adoption: '33.33', surveyResponses: 0, activityMinutes: 90 },
    });
  });

  it('is for those whose unit it is, and for a machine that may', async () => {
    const asks = async (unitId: string, as: object) => (await dashboard(unitId, as)).status;
    expect(await asks(units.division, people.admin)).toBe(200);
    expect(await asks(units.division, people.otherAdmin)).toBe(404);
    expect(await asks(units.division, people.siti)).toBe(404);
    expect(await asks(units.division, people.head)).toBe(200);
    expect(await asks(units.agency, people.head)).toBe(404);
    expect(await asks(units.other, machine)).toBe(200);
    expect(await asks(units.other, { ...machine, scope: 'feedback:read' })).toBe(403);
    expect((await monitoring.get(`/v1/dashboards/units/${units.agency}`)).status).toBe(401);
    expect(await asks(newId(), machine)).toBe(404);
    expect(await asks(newId(), people.admin)).toBe(404);
  });
});

describe('the public figures', () => {
  const read = async () => (await monitoring.get<PublicFiguresView>('/v1/public-figures')).body;

  it('leave counts of fewer than five people out', async () => {
    for (let n = 0; n < 4; n += 1) {
      await plan(units.division);
      await appraise(units.other);
    }
    expect(await read()).toMatchObject({ plansEstablished: null, appraisalsCompleted: null, meanIndex: null });
    await plan(units.other);
    await appraise(units.division);
    expect(await read()).toMatchObject({ plansEstablished: 5, appraisalsCompleted: 5 });
  });
});

describe('a stream', () => {
  const remember = (id: string) =>
    monitoring.db.query(
      `INSERT INTO story_events (id, type, source, topic, key, sequence, correlation_id, occurred_at)
       VALUES ($1::uuid, 'response.received.v1', '/siger/feedback', 'feedback.events', $1::uuid::text, 1, $1, now())`,
      [id],
    );

  const open = async (as: object, lastEventId?: number) => {
    const { app, issuer } = monitoring;
    const stop = new AbortController();
    const response = await fetch(`${await app.getUrl()}/v1/dashboards/units/${units.division}/stream`, {
      signal: stop.signal,
      headers: {
        authorization: `Bearer ${await issuer.token({ ...as })}`,
        ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
      },
    });
    let reader: ReadableStreamDefaultReader<string> | undefined;
    let text = '';
    /** The next whole message. */
    const next = async (): Promise<{ id: number; data: DashboardView }> => {
      for (;;) {
        const found = /^event: dashboard\nid: (\d+)\ndata: (.*)\n\n/m.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return { id: Number(found[1]), data: JSON.parse(found[2] ?? '') as DashboardView };
        }
        reader ??= response.body?.pipeThrough(new TextDecoderStream()).getReader();
        const part = await reader?.read();
        if (!part || part.done) throw new Error(`The stream ended: ${text}`);
        text += part.value;
      }
    };
    return { response, next, stop: () => stop.abort() };
  };

  it('begins with what is known, tells what is new, and resumes behind what was seen', async () => {
    await remember(newId());
    const stream = await open(people.head);
    expect(stream.response.headers.get('content-type')).toMatch('text/event-stream');
    const first = await stream.next();
    expect(first.data).toMatchObject({ unitId: units.division, lastEvent: first.id, employees: staff.division });
    expect(first.data.surveyResponses).toBe(0);

    // The effect of an event may come after the event was noted.
    await remember(newId());
    const second = await stream.next();
    await monitoring.deliver(() => consumer.answered({ ...responseReceived.example, unitId: units.division }));
    const third = await stream.next();
    expect([second.id > first.id, third.id >= second.id, third.data.surveyResponses]).toEqual([true, true, 1]);
    stream.stop();

    const resumed = await open(people.head, third.id);
    await remember(newId());
    expect((await resumed.next()).id).toBeGreaterThan(third.id);
    resumed.stop();
    const late = await open(people.head, first.id);
    expect((await late.next()).id).toBeGreaterThan(third.id);
    late.stop();
  });

  it('of another unit is not found', async () => {
    const { response, stop } = await open(people.otherAdmin);
    expect([response.status, await response.json()]).toMatchObject([404, { type: 'urn:siger:problem:not-found' }]);
    stop();
  });
});
