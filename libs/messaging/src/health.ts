import { type HealthCheck, registerHealthCheck, type Verdict } from '@siger/service';
import type { BrokerWatch } from './inbox/broker-watch.js';
import type { LaneConsumer } from './inbox/lane.js';
import { lastPollAge, whenScraped } from './metrics.js';
import type { OutboxWatch } from './outbox/outbox-watch.js';
import type { Relays } from './outbox/relays.js';

/** Seconds that an event may wait in the outbox before the service says that it is not well. */
const OLDEST = 30;

interface Parts {
  lanes: readonly LaneConsumer[];
  broker: BrokerWatch;
  outbox: OutboxWatch;
  relays: Relays;
}

const verdict = (name: string, trouble: string | undefined): Promise<Verdict> =>
  Promise.resolve(trouble ? { name, up: false, detail: trouble } : { name, up: true });

/** What messaging says of itself, from what is really consumed and sent. Answers the function that takes it back. */
export const registerMessagingHealth = ({ lanes, broker, outbox, relays }: Parts) => {
  const brokerTrouble = () => broker.trouble ?? (relays.failingSince ? (relays.refusal ?? 'not reachable') : undefined);
  const outboxTrouble = () =>
    outbox.oldestAge > OLDEST ? `the oldest event waits for ${Math.round(outbox.oldestAge)} s` : undefined;
  const laneTrouble = () => {
    const troubled = lanes.map((lane) => [lane.group, lane.trouble()] as const).filter(([, trouble]) => trouble);
    return troubled.map(([group, trouble]) => `${group} ${trouble}`).join('; ') || undefined;
  };
  const ended = () => lanes.filter((lane) => lane.dead).map((lane) => `${lane.group} has ended`)[0];
  const checks: HealthCheck[] = [
    { ready: () => verdict('kafka', brokerTrouble()) },
    { ready: () => verdict('outbox', outboxTrouble()) },
    { ready: () => verdict('consumers', laneTrouble()), live: () => verdict('consumers', ended()) },
  ];
  const ages = whenScraped(() => lanes.forEach((lane) => lastPollAge.set({ group: lane.group }, lane.pollAge() / 1000)));
  const forget = [...checks.map(registerHealthCheck), ages];
  return () => forget.forEach((take) => take());
};
