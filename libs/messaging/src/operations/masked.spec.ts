import { describe, expect, it } from '@jest/globals';
import { allEvents, employeeSnapshot, indexPublished } from '@siger/contracts';
import { newId } from '@siger/service';
import { maskedPayload } from './masked.js';
import { maskedHeaders, maskedKey, maskedType } from './masked-envelope.js';
import { wireHeaders } from '../messaging.fixture.js';

const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const masked = (document: unknown) =>
  JSON.parse(maskedPayload(bytes(document), employeeSnapshot.topic, employeeSnapshot.type) ?? 'null') as Record<string, unknown>;

describe('what an operator sees of a content', () => {
  const sample = employeeSnapshot.example;

  it('is ids, days and official words, but no name and no number of a person', () => {
    const seen = masked(sample);
    expect(seen).toMatchObject({ employeeId: sample.employeeId, name: expect.stringMatching(/^\*\*\* \(\d+\)$/) });
    expect(Object.keys(seen).sort()).toEqual(Object.keys(sample).sort());
    expect(JSON.stringify(seen)).not.toContain(sample.name);
    expect(JSON.stringify(seen)).not.toContain(sample.nip);
  });

  it.each([
    ['a name in a field of an id', { employeeId: 'Siti Aminah' }],
    ['a name in an undeclared field', { nama: 'Siti Aminah' }],
    ['a name as the name of a field', { 'Siti Aminah': 1 }],
    ['a number of a person without its quotes', { nip: 199001012015051001 }],
    ['a name where a list belongs', { placements: ['Siti Aminah', { name: 'Siti Aminah' }] }],
    ['a name instead of a document', 'Siti Aminah'],
    ['a name in a list instead of a document', ['Siti Aminah']],
  ])('is not %s', (_, document) => {
    const text = JSON.stringify(masked(document));
    expect(text).not.toMatch(/Siti|Aminah|199001/);
  });

  it('is its size where the content is no JSON, or its type is not declared', () => {
    expect(maskedPayload(Buffer.from('{"name": Siti'), employeeSnapshot.topic, employeeSnapshot.type)).toBe('{"***":"13 bytes"}');
    expect(maskedPayload(bytes({ name: 'Siti' }), 'unit.events', 'unit.renamed.v9')).toBe('{"***":"15 bytes"}');
    expect(maskedPayload(null, employeeSnapshot.topic, employeeSnapshot.type)).toBeNull();
  });

  it.each(allEvents())('keeps the fields of $type', ({ type, topic, example }) => {
    const seen = JSON.parse(maskedPayload(bytes(example), topic, type) ?? '') as object;
    expect(Object.keys(seen).sort()).toEqual(Object.keys(example).sort());
  });

  it('is the value of a header that the envelope declares, of others the name', () => {
    expect(maskedHeaders({ ce_type: 'unit.moved.v1', 'x-user': 'Siti' })).toEqual([
      { name: 'ce_type', value: 'unit.moved.v1' },
      { name: 'x-user', value: '*** (4)' },
    ]);
  });

  it.each(['ce_nama', 'ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'ce_dataschema', 'content-type', 'tracestate'])(
    'is no text in the header %s',
    (name) => expect(maskedHeaders({ [name]: 'Siti Aminah' })).toEqual([{ name, value: '*** (11)' }]),
  );

  it('is every header of a sound record, its key and its type', () => {
    const key = newId();
    const more = { ce_causationid: newId(), ce_source: '/siger/employees' };
    const shown = maskedHeaders(wireHeaders('unit.moved.v1', key, more));
    expect(shown.filter(({ value }) => value.startsWith('***'))).toEqual([]);
    expect([maskedKey(key), maskedType('unit.moved.v1'), maskedType(undefined)]).toEqual([key, 'unit.moved.v1', null]);
    expect([maskedKey('199001012015051001'), maskedType('Siti')]).toEqual(['*** (18)', '*** (4)']);
  });

  it('is no number that may be one of a person', () => {
    const { type, topic, example } = indexPublished;
    const seen = maskedPayload(bytes({ ...example, index: '199001012015051001', respondents: 199001012015051 }), topic, type);
    expect(JSON.parse(seen ?? '')).toMatchObject({
      index: '*** (18)',
      respondents: '***',
      publicServiceId: example.publicServiceId,
    });
  });
});
