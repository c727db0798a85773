import { describe, expect, it } from '@jest/globals';
import { allEvents, employeeSnapshot } from '@siger/contracts';
import { maskedHeaders, maskedPayload } from './masked.js';

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
});
