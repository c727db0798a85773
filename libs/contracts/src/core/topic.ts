/** Every topic, its owner and how long it lives. Only the admin step creates topics, from this table. */
export const topics = {
  'unit.events': { owner: 'employees', kind: 'events', partitions: 12 },
  'unit.snapshot': { owner: 'employees', kind: 'snapshot', partitions: 12 },
  'employee.events': { owner: 'employees', kind: 'events', partitions: 12 },
  'employee.snapshot': { owner: 'employees', kind: 'snapshot', partitions: 12 },
  'appraisal.events': { owner: 'appraisal', kind: 'events', partitions: 12 },
  'training.events': { owner: 'training', kind: 'events', partitions: 12 },
  'feedback.events': { owner: 'feedback', kind: 'events', partitions: 12 },
  'platform.dead': { owner: 'platform', kind: 'dead', partitions: 3 },
} as const satisfies Record<string, { owner: string; kind: 'events' | 'snapshot' | 'dead'; partitions: number }>;

export type TopicName = keyof typeof topics;

const DAY = 86_400_000;

/**
 * Topic settings by kind: events are kept for ever and hold no personal data; snapshots are compacted, so that a tombstone erases, and a
 * reader that was away for three months still hears of it.
 */
export const topicConfig = {
  events: { 'cleanup.policy': 'delete', 'retention.ms': '-1', 'retention.bytes': '-1' },
  snapshot: {
    'cleanup.policy': 'compact',
    'max.compaction.lag.ms': String(DAY),
    'segment.ms': String(DAY),
    'delete.retention.ms': String(90 * DAY),
  },
  dead: { 'cleanup.policy': 'delete', 'retention.ms': String(90 * DAY) },
} as const;
