import { allEvents, deadReasons } from '@siger/contracts';
import type { Plan } from './inbox/plan.js';
import { contractViolation, deadTotal, outboxDead, unknownType } from './metrics.js';
import { refusals } from './outbox/sender.js';

/**
 * What an alert asks the increase of is told from the start: a series that begins with its first event has not risen for Prometheus,
 * so that the first would go unnoticed.
 */
export const beginAtZero = (plans: readonly Plan[]): void => {
  for (const reason of refusals) outboxDead.inc({ reason }, 0);
  for (const topic of new Set(plans.flatMap((plan) => [...plan.topics]))) unknownType.inc({ topic }, 0);
  for (const { type, topic } of allEvents()) if (plans.some((plan) => plan.hears(topic))) contractViolation.inc({ type }, 0);
  for (const { consumer } of plans) for (const reason of deadReasons) deadTotal.inc({ reason, consumer }, 0);
};
