import { eventOf } from '@siger/contracts';
import { isId } from '@siger/service';
import { hide } from './masked.js';

const isDeclared = (type: string) => eventOf(type) !== undefined;
const like = (pattern: RegExp) => (text: string) => pattern.test(text);
const SCHEMA = 'urn:siger:schema:';

/** What the envelope declares, each in the form that it has on a sound record: a broken one may hold anything anywhere. */
const forms: Readonly<Record<string, (text: string) => boolean>> = {
  ce_specversion: like(/^\d\.\d$/),
  ce_id: isId,
  ce_source: like(/^\/siger\/[a-z]{1,20}$/),
  ce_type: isDeclared,
  ce_time: like(/^\d{4}-\d{2}-\d{2}T[\d:.]{5,20}(?:Z|[+-]\d{2}:\d{2})$/),
  ce_subject: isId,
  ce_dataschema: (text) => text.startsWith(SCHEMA) && isDeclared(text.slice(SCHEMA.length)),
  ce_sequence: like(/^\d{1,10}$/),
  ce_partitionkey: isId,
  ce_correlationid: isId,
  ce_causationid: isId,
  'content-type': like(/^application\/json$/),
  traceparent: like(/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/),
};

export const maskedHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => {
    const known = Object.hasOwn(forms, name);
    return { name: name.slice(0, 200), value: known && forms[name]?.(value) ? value : hide(value) };
  });

/** The key of a sound record is an id; anything else is shown by its length. */
export const maskedKey = (key: string) => (isId(key) ? key : hide(key));
export const maskedType = (type: string | undefined) => (type === undefined || isDeclared(type) ? (type ?? null) : hide(type));
