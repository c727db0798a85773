import { describe, expect, it } from '@jest/globals';
import { certificateIssued } from '@siger/contracts';
import fc from 'fast-check';
import { codeFrom, issue, maskName } from './certificate.js';

describe('maskName', () => {
  it.each([
    ['Siti Rahmawati', 'S*** R********'],
    ['  Budi  ', 'B***'],
    ['M. Al', 'M** A**'],
    [null, '***'],
  ])('%s -> %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('shows only first letters, of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        for (const word of maskName(name).split(' ').filter(Boolean)) expect(word).toMatch(/^.\*{2,}$/u);
      }),
    );
  });
});

describe('codeFrom', () => {
  it('is readable, and uses all of its bytes', () => {
    expect(codeFrom(new Uint8Array(16))).toBe('SGR-0000-0000-0000-0000');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(15), (bytes, n) => {
        const other = bytes.map((byte, index) => (index === n ? byte ^ 1 : byte));
        expect(codeFrom(bytes)).toMatch(/^SGR(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
        expect(codeFrom(other)).not.toBe(codeFrom(bytes));
      }),
    );
  });
});

describe('issue', () => {
  it('tells that a certificate exists, not its code', () => {
    const { certificateId: id, ...ids } = certificateIssued.example;
    const held = { course: 'Pelayanan Prima', organiser: 'BPSDM', kind: 'PELATIHAN_TEKNIS', hours: 20 };
    const { facts } = issue({ id, ...ids, ...held, code: 'SGR-1', startsOn: '2027-02-01', endsOn: '2027-02-03' });
    expect(facts.map(({ data }) => data)).toEqual([certificateIssued.example]);
  });
});
