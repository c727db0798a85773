import type { WireRecord } from '@siger/testing';
import type { EventType } from './index.js';

export const id = (n: number) => `018f6f00-0000-7000-8000-${String(n).padStart(12, '0')}`;
let events = 0;
export const record = (type: EventType, key: string, data: object | null, headers: Record<string, string> = {}): WireRecord => {
  const topic = type.startsWith('unit.snapshot') ? 'unit.snapshot' : 'unit.events';
  const sequence = String((events += 1)).padStart(10, '0');
  return {
    ...{ topic, key, value: data === null ? null : JSON.stringify(data) },
    headers:
      data === null
        ? {}
        : {
            ce_id: id(9_000 + events),
            ce_type: type,
            ce_time: '2026-01-02T03:04:05Z',
            ce_sequence: sequence,
            ce_correlationid: id(1),
            ...headers,
          },
  };
};
export const moved = (unit: number, headers: Record<string, string> = {}) =>
  record('unit.moved.v1', id(unit), { unitId: id(unit), parentId: null, from: '2026-07-01' }, headers);
