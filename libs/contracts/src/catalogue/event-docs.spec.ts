import { describe, expect, it } from '@jest/globals';
import { allEvents } from '../index.js';
import { eventSchema } from './async-api.js';
import { eventDocs, fieldDocs } from './event-docs.js';
import { glossary } from './glossary.js';

const fields = allEvents().flatMap((contract) =>
  fieldDocs(eventSchema(contract)).map(({ path, doc }) => ({ at: `${contract.type} ${path}`, path, doc })),
);

describe('the catalogue for people', () => {
  it('says of every field of every event what it means', () => {
    expect(fields.filter(({ doc }) => doc.trim() === '').map(({ at }) => at)).toEqual([]);
  });

  it('keeps no word that no field uses, and lets a field that means something else say so', () => {
    const used = new Set(fields.filter(({ path, doc }) => glossary[path.replace(/.*\./, '')] === doc).map(({ doc }) => doc));
    expect(Object.values(glossary).filter((doc) => !used.has(doc))).toEqual([]);
    expect(fields.find(({ at }) => at === 'organisation-rating.given.v1 predicate')?.doc).toBe('predikat kinerja organisasi');
    expect(fields.find(({ at }) => at === 'unit.snapshot.v1 regionCode')?.doc).toBe('region code of Kemendagri');
  });

  it('says of every event how to subscribe', () => {
    for (const { type } of allEvents()) expect(eventDocs()).toContain(`types: ['${type}']`);
  });
});
