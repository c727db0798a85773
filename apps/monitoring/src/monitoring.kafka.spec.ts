import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as contracts from '@siger/contracts';
import { metrics, newId } from '@siger/service';
import { eventually, kafka, publish, recordOf, type TestKafka } from '@siger/testing';
import { auditor, people, startMonitoring, units, type Monitoring } from './app.fixture.js';

let broker: TestKafka;
let monitoring: Monitoring;
beforeAll(async () => {
  broker = kafka();
  monitoring = await startMonitoring('monitoring_kafka', broker);
}, 60_000);
afterAll(() => monitoring.close());

const employeeId = people.siti.employee_id;
const unitId = units.division;
const until = '2999-12-31';

/** The golden sample of everything that monitoring counts, about one employee of one unit. */
const samples = (ce: Record<string, string>) => [
  recordOf(contracts.planEstablished, { ...contracts.planEstablished.example, employeeId, unitId, until }, ce),
  recordOf(contracts.appraisalCompleted, { ...contracts.appraisalCompleted.example, employeeId, unitId }, ce),
  recordOf(contracts.indexPublished, { ...contracts.indexPublished.example, unitId }, ce),
  recordOf(contracts.activitySubmitted, { ...contracts.activitySubmitted.example, employeeId, unitId }, ce),
  recordOf(
    contracts.activityApproved,
    { ...contracts.activityApproved.example, employeeId, unitId },
    { ...ce, ce_sequence: '0000000002' },
  ),
  recordOf(contracts.recommendationMade, { ...contracts.recommendationMade.example, employeeId, unitId }, ce),
  recordOf(
    contracts.recommendationAccepted,
    { ...contracts.recommendationAccepted.example, employeeId },
    { ...ce, ce_sequence: '0000000002' },
  ),
  recordOf(contracts.enrolmentCompleted, { ...contracts.enrolmentCompleted.example, employeeId }, ce),
  recordOf(contracts.hoursBooked, { ...contracts.hoursBooked.example, employeeId }, ce),
  recordOf(contracts.certificateIssued, { ...contracts.certificateIssued.example, employeeId }, ce),
  recordOf(contracts.responseReceived, { ...contracts.responseReceived.example, unitId }, ce),
];

const dashboard = async () =>
  (await monitoring.get<contracts.DashboardView>(`/v1/dashboards/units/${unitId}`, { as: people.head })).body;
/** Records that were met again, by all consumers of the service. */
const repeated = async () => {
  const { values } = { values: [], ...(await metrics.getSingleMetric('inbox_duplicates_total')?.get()) };
  return values.reduce((sum, { value }) => sum + value, 0);
};
const noted = async () => {
  const [row] = await monitoring.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM story_events');
  return row?.n ?? 0;
};

describe('over Kafka', () => {
  it('every event counts once, however often its record comes', async () => {
    const story = newId();
    const records = samples({ ce_correlationid: story });
    const last = recordOf(contracts.responseReceived, { ...contracts.responseReceived.example, responseId: newId(), unitId });
    await publish(broker, [...records, ...records, ...records, last]);
    await eventually(async () => expect(await noted()).toBe(records.length + 1), { timeout: 30_000 });
    await eventually(
      async () =>
        expect(await dashboard()).toMatchObject({
          ...{ plansEstablished: 1, appraisalsCompleted: 1, activitiesSubmitted: 1, activitiesApproved: 1 },
          ...{ activityMinutes: contracts.activityApproved.example.minutes, recommendationsMade: 1, recommendationsAccepted: 1 },
          ...{ enrolmentsCompleted: 1, hoursBooked: contracts.hoursBooked.example.hours, certificatesIssued: 1 },
          ...{ surveyResponses: 2, services: [{ index: contracts.indexPublished.example.index }] },
        }),
      { timeout: 20_000 },
    );
    const told = await monitoring.get<contracts.Page<contracts.StoryEventView>>(`/v1/stories/${story}?limit=50`, { as: auditor });
    expect(told.body.items.map(({ id }) => id).sort()).toEqual(records.map(({ headers }) => headers['ce_id']).sort());

    // The same records once more, behind everything that was read: nothing moves.
    const [before, met] = [await dashboard(), await repeated()];
    await publish(broker, records);
    const consumers = ['monitoring.figures', 'monitoring.stories'];
    await eventually(async () => expect(await repeated()).toBeGreaterThanOrEqual(met + records.length * consumers.length), {
      timeout: 20_000,
    });
    const { asOf: _, lastEvent, ...same } = before;
    expect(await dashboard()).toMatchObject({ ...same, lastEvent });
    expect(await noted()).toBe(records.length + 1);
  }, 90_000);

  it('an event waits for the snapshot that says where its employee works', async () => {
    const newcomer = newId();
    const booked = { ...contracts.hoursBooked.example, hoursId: newId(), employeeId: newcomer, hours: 7 };
    const record = recordOf(contracts.hoursBooked, booked);
    await publish(broker, [record]);
    const parked = () =>
      monitoring.db.query<object[]>(`SELECT status FROM inbox_parked WHERE event_id = $1`, [record.headers['ce_id']]);
    await eventually(async () => expect(await parked()).toEqual([{ status: 'parked' }]), { timeout: 30_000 });

    const [placement] = contracts.employeeSnapshot.example.placements;
    const { hoursBooked: before } = await dashboard();
    const placements = placement ? [{ ...placement, placementId: newId(), unitId, from: '2020-01-01' }] : [];
    await publish(broker, [
      recordOf(contracts.employeeSnapshot, {
        ...contracts.employeeSnapshot.example,
        employeeId: newcomer,
        version: 1,
        placements,
        raters: [],
      }),
    ]);
    await eventually(async () => expect((await dashboard()).hoursBooked).toBe(before + 7), { timeout: 40_000 });
  }, 120_000);
});
