import { randomUUID } from 'node:crypto';

export const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

/** Headers of a sound event, as they are or to be spoiled. */
export const headersOf = (type: string, key: string, sequence = 1): Record<string, string> => ({
  ...{
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_source: '/siger/appraisal',
    ce_type: type,
    ce_time: new Date().toISOString(),
  },
  ...{
    ce_subject: key,
    ce_dataschema: `urn:siger:schema:${type}`,
    ce_sequence: String(sequence).padStart(10, '0'),
    ce_partitionkey: key,
  },
  ...{ ce_correlationid: randomUUID(), 'content-type': 'application/json' },
});
