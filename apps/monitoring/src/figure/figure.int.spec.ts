import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appraisalCompleted,
  hoursBooked,
  indexPublished,
  planEstablished,
  type AppraisalCompleted,
  type IndexPublished,
} from '@siger/contracts';
import { Person, PersonPlacement } from '@siger/directory';
import { newId } from '@siger/service';
import { eventAt, people, startMonitoring, units, type Monitoring } from '../app.fixture.js';
import { FigureConsumer } from './figure.consumer.js';
import { FigureQueries } from './figure.queries.js';

let monitoring: Monitoring;
let consumer: FigureConsumer;
let figures: FigureQueries;
beforeAll(async () => {
  monitoring = await startMonitoring('figure');
  consumer = monitoring.app.get(FigureConsumer);
  figures = monitoring.app.get(FigureQueries);
});
afterEach(async () => {
  for (const table of ['plans', 'appraisals', 'service_indices', 'figures']) await monitoring.db.query(`DELETE FROM ${table}`);
});
afterAll(() => monitoring.close());

const complete = (more: Partial<AppraisalCompleted>) =>
  monitoring.deliver(() => consumer.completed({ ...appraisalCompleted.example, unitId: units.division, ...more }));
const publish = (more: Partial<IndexPublished>, at = '2026-07-01T00:00:00Z') =>
  monitoring.deliver(() => consumer.published({ ...indexPublished.example, unitId: units.division, ...more }, eventAt(at)));

describe('appraisals', () => {
  it('count by predicate, each once', async () => {
    const appraisalId = newId();
    await complete({ appraisalId });
    await complete({ appraisalId });
    await complete({ appraisalId: newId(), predicate: 'BAIK' });
    expect(await figures.predicates([units.division])).toEqual([
      { predicate: 'BAIK', employees: 1 },
      { predicate: 'KURANG', employees: 1 },
    ]);
    expect(await figures.predicates([units.other])).toEqual([]);
  });

  it.each([
    ['in order', false],
    ['the correction first', true],
  ])('are replaced by what corrects them: %s', async (_, turned) => {
    const [old, corrected] = [newId(), newId()];
    const both = [
      () => complete({ appraisalId: old }),
      () => complete({ appraisalId: corrected, predicate: 'BAIK', supersedes: old }),
    ];
    for (const say of turned ? both.reverse() : both) await say();
    expect(await figures.predicates(null)).toEqual([{ predicate: 'BAIK', employees: 1 }]);
  });
});

describe('indexes', () => {
  const [publicServiceId, second] = [newId(), newId()];

  it('are the newest of each service, in whatever order they come', async () => {
    await publish({ publicServiceId, until: '2026-06-30', index: '70.00' });
    await publish({ publicServiceId, until: '2025-12-31', index: '50.00' });
    await publish({ publicServiceId: second, index: '90.50', grade: 'A' });
    expect((await figures.services([units.division])).map(({ index, until }) => [index, until])).toEqual([
      ['70.00', '2026-06-30'],
      ['90.50', '2026-06-30'],
    ]);
    expect(await figures.meanIndex()).toBe('80.25');
    await publish({ publicServiceId, until: '2026-06-30', index: '72.00' }, '2026-07-02T00:00:00Z');
    expect(await figures.meanIndex()).toBe('81.25');
    await publish({ publicServiceId, until: '2026-06-30', index: '71.00' }, '2026-07-01T12:00:00Z');
    expect(await figures.meanIndex()).toBe('81.25');
  });

  it('have no mean before there is one', async () => {
    expect(await figures.meanIndex()).toBeNull();
  });
});

describe('plans', () => {
  it('count employees, not plans, and those that still hold', async () => {
    const plan = { ...planEstablished.example, unitId: units.division, employeeId: people.siti.employee_id };
    for (const until of ['2026-12-31', '2026-12-31', '2025-12-31'])
      await monitoring.deliver(() => consumer.planned({ ...plan, planId: newId(), until }));
    expect(await figures.planned([units.division], '2026-12-31')).toBe(1);
    expect(await figures.planned([units.division], '2027-01-01')).toBe(0);
    await monitoring.deliver(() =>
      consumer.planned({ ...plan, planId: newId(), employeeId: people.budi.employee_id, until: '2026-12-31' }),
    );
    expect(await figures.planned([units.division], '2026-12-31')).toBe(2);
  });
});

describe('what an employee did', () => {
  const newcomer = newId();
  const book = (time: string) => {
    const data = { ...hoursBooked.example, employeeId: newcomer, hours: 20 };
    return monitoring.deliver(() => consumer.booked(data, eventAt(time)));
  };

  it('waits until the directory knows where the employee works', async () => {
    await expect(book('2026-03-02T05:00:00Z')).rejects.toThrow(/no placement/);
    expect((await figures.totals(null)).HOURS_BOOKED).toBe(0);
  });

  it('counts where the employee works on the day of Jakarta', async () => {
    const known = {
      employeeId: newcomer,
      version: 1,
      nip: '199001012015051002',
      name: 'Rini',
      status: 'PNS' as const,
      active: true,
    };
    await monitoring.db.manager.insert(Person, known);
    await monitoring.db.manager.insert(PersonPlacement, {
      ...{ placementId: newId(), employeeId: newcomer, unitId: units.other, positionId: newId(), positionName: 'Analis' },
      ...{ positionKind: 'PELAKSANA', grade: null, head: false, primary: true, from: '2026-03-02', until: null },
    });
    // 01:00 of 2 March in Jakarta, still 1 March in UTC.
    await book('2026-03-01T18:00:00Z');
    expect((await figures.totals([units.other])).HOURS_BOOKED).toBe(20);
    expect((await figures.totals([units.division])).HOURS_BOOKED).toBe(0);
  });
});
