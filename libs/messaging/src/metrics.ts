import { metrics } from '@siger/service';
import { Counter, Gauge, Histogram } from 'prom-client';

const registers = [metrics];
const seconds = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const outboxUnpublished = new Gauge({
  name: 'outbox_unpublished',
  help: 'Events that wait for the relay, counted up to 10001.',
  registers,
});
export const outboxOldestAge = new Gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the oldest event that waits for the relay.',
  registers,
});
export const outboxDead = new Counter({
  name: 'outbox_dead_total',
  help: 'Events that the broker will never take.',
  labelNames: ['reason'],
  registers,
});
export const relayBatchSize = new Histogram({
  name: 'relay_batch_size',
  help: 'Events sent at once.',
  buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000],
  registers,
});
export const relayPublishSeconds = new Histogram({
  name: 'relay_publish_seconds',
  help: 'Time until the broker has a batch.',
  buckets: seconds,
  registers,
});
export const relayWindowRows = new Histogram({
  name: 'relay_window_rows',
  help: 'Events of one window between two snapshots, up to the page size.',
  buckets: [1, 5, 10, 50, 100, 500, 1000, 2000],
  registers,
});
export const relayLeaseLost = new Counter({
  name: 'relay_lease_lost_total',
  help: 'Times another relay took the shard over.',
  registers,
});

export const consumerLag = new Gauge({
  name: 'consumer_lag',
  help: 'Events of a partition behind what the group committed.',
  labelNames: ['group', 'topic', 'partition'],
  registers,
});
export const consumerBatchSeconds = new Histogram({
  name: 'consumer_batch_seconds',
  help: 'Time for the events of one fetch of one partition.',
  labelNames: ['consumer'],
  buckets: seconds,
  registers,
});
export const handlerSeconds = new Histogram({
  name: 'handler_seconds',
  help: 'Time of one call of a handler.',
  labelNames: ['type'],
  buckets: seconds,
  registers,
});
export const e2eSeconds = new Histogram({
  name: 'e2e_seconds',
  help: 'From the time of an event to the commit of its effect.',
  labelNames: ['type'],
  buckets: [...seconds, 60, 300, 3600],
  registers,
});
export const inboxDuplicates = new Counter({
  name: 'inbox_duplicates_total',
  help: 'Events dropped because their id was seen.',
  labelNames: ['consumer'],
  registers,
});
export const inboxFenced = new Counter({
  name: 'inbox_fenced_total',
  help: 'Records dropped below the offset fence.',
  labelNames: ['consumer'],
  registers,
});
export const parkedKeys = new Gauge({
  name: 'parked_keys',
  help: 'Keys that wait for a retry.',
  labelNames: ['consumer'],
  registers,
});
export const parkedOldestAge = new Gauge({
  name: 'parked_oldest_age_seconds',
  help: 'Age of the oldest parked event.',
  registers,
});
export const deadTotal = new Counter({
  name: 'dead_total',
  help: 'Events given up.',
  labelNames: ['reason', 'consumer'],
  registers,
});
export const unknownType = new Counter({
  name: 'unknown_type_total',
  help: 'Events of a type that is not declared.',
  labelNames: ['topic'],
  registers,
});
export const contractViolation = new Counter({
  name: 'contract_violation_total',
  help: 'Events that break their contract.',
  labelNames: ['type'],
  registers,
});
export const rebalances = new Counter({
  name: 'rebalances_total',
  help: 'Times a group was joined anew.',
  labelNames: ['group'],
  registers,
});
export const consumerState = new Gauge({
  name: 'consumer_state',
  help: '1 while the group is joined and fetching.',
  labelNames: ['group'],
  registers,
});
export const programFaults = new Counter({
  name: 'consumer_program_faults_total',
  help: 'Tries of a partition that a fault of the program ended outside the handlers.',
  labelNames: ['group'],
  registers,
});
export const lastPollAge = new Gauge({
  name: 'last_poll_age_seconds',
  help: 'Time since the last answer of a fetch.',
  labelNames: ['group'],
  registers,
  collect: () => scraped.forEach((tell) => tell()),
});
const scraped = new Set<() => void>();
/** Called whenever somebody reads the metrics: what has an age is told as it is then. Answers the function that takes it back. */
export const whenScraped = (tell: () => void) => {
  scraped.add(tell);
  return () => void scraped.delete(tell);
};
export const deadLetters = new Gauge({
  name: 'dead_letters',
  help: 'Events given up that wait for an operator: to be re-driven or discarded.',
  labelNames: ['consumer'],
  registers,
});
export const snapshotXipCount = new Gauge({
  name: 'pg_snapshot_xip_count',
  help: 'Transactions that were under way in the cluster when last looked: what every window of the relay has to carry along.',
  registers,
});
export const kafkaRequestQueueSize = new Gauge({
  name: 'kafka_request_queue_size',
  help: 'Requests of a consumer that wait for an answer of the broker.',
  labelNames: ['group'],
  registers,
});
