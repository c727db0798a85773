import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { newId } from '@siger/service';
import pg from 'pg';
import { startTestService, type TestService } from '../messaging.fixture.js';
import { settleParked } from './inboxes.js';
import { shadowOf } from './shadow.js';

const shadow = shadowOf({ consumer: 'training.moves', tables: ['effect'] });
const [live, rebuilt] = [shadow.model.consumer, shadow.consumer];

let service: TestService;
let owner: pg.Client;
beforeAll(async () => {
  service = await startTestService({ brokers: ['127.0.0.1:1'], prefix: '' }, [], { listen: false });
  owner = new pg.Client(service.database.ownerUrl);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await service.stop();
  await service.database.drop();
});
beforeEach(() => owner.query('DELETE FROM inbox_parked'));

/** One event in both inboxes, as it stands at the switch. */
const switched = async (liveStatus: string, shadowStatus: string | null) => {
  const [id, meta] = [newId(), { topic: 'unit.events', partition: 1, offset: 7, headers: {} }];
  const keep = (consumer: string, status: string) =>
    owner.query(
      `INSERT INTO inbox_parked (consumer, key, sequence, event_id, meta, payload, status, attempts, next_at, error)
       VALUES ($1, 'k', 1, $2, $3, 'x', $4, 3, now(), 'Error: no')`,
      [consumer, id, meta, status],
    );
  await keep(live, liveStatus);
  if (shadowStatus) await keep(rebuilt, shadowStatus);
  await owner.query('INSERT INTO inbox_event (consumer, event_id) VALUES ($1, $2)', [rebuilt, id]);
  await settleParked(owner, shadow);
  return (await owner.query('SELECT consumer, status FROM inbox_parked')).rows as object[];
};

it.each([
  ['discarded while the rebuild held it: it stays discarded', 'discarded', 'parked', 'discarded'],
  ['discarded while it was dead in the rebuild: it stays discarded', 'discarded', 'dead', 'discarded'],
  ['dead in both: it stays dead', 'dead', 'dead', 'dead'],
  ['dead, and the new tables never had it: it is not lost', 'dead', 'discarded', 'dead'],
  ['parked, and the new tables had it at once: it is done', 'parked', null, 'done'],
  ['dead, and the new tables had it at a later try: it is done', 'dead', 'done', 'done'],
  ['done, and the new tables lack it: it is tried again', 'done', 'parked', 'parked'],
])('an event that is %s', async (_, liveStatus, shadowStatus, status) => {
  expect((await switched(liveStatus, shadowStatus)).at(-1)).toEqual({ consumer: live, status });
  const { rows } = await owner.query('SELECT status FROM inbox_parked WHERE status = $1', [status]);
  expect(rows).toHaveLength(1);
});
