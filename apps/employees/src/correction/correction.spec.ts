import { describe, expect, it } from '@jest/globals';
import { correctionDecided, correctionRequested, fact } from '@siger/contracts';
import { approve, reject, request, type NewCorrection } from './correction.js';

const wanted: NewCorrection = {
  id: '018f6f00-0000-7000-8000-000000000041',
  employeeId: '018f6f00-0000-7000-8000-000000000011',
  kind: 'RATER',
  note: 'Atasan saya bukan Bambang',
  raterId: '018f6f00-0000-7000-8000-000000000012',
  from: null,
  requestedAt: '2026-11-24T01:00:00.000Z',
};
const decision = { by: 'admin.unit', at: '2026-11-24T02:00:00.000Z' };
const refuses = (code: string) => expect.objectContaining({ code });
const { id: correctionId, employeeId, kind } = wanted;

describe('a correction', () => {
  it('is requested without telling the words', () => {
    const { state, facts } = request(wanted);
    expect(state).toMatchObject({ status: 'REQUESTED', decidedBy: null });
    expect(facts).toEqual([fact(correctionRequested, { correctionId, employeeId, kind })]);
  });

  it.each([
    ['a rater is missing', { raterId: null }, 'correction-rater'],
    ['another kind names a rater', { kind: 'IDENTITY' as const }, 'correction-rater'],
    ['another kind names a day', { kind: 'IDENTITY' as const, raterId: null, from: '2026-01-01' }, 'correction-rater'],
    ['one would rate oneself', { raterId: employeeId }, 'rater-self'],
  ])('is refused where %s', (_, change, code) => {
    expect(() => request({ ...wanted, ...change })).toThrow(refuses(code));
  });

  it('is approved or rejected, once', () => {
    const requested = request(wanted).state;
    const approved = approve(requested, decision);
    expect(approved.state).toMatchObject({ status: 'APPROVED', decidedBy: 'admin.unit', decidedAt: decision.at, reason: null });
    expect(approved.facts).toEqual([fact(correctionDecided, { correctionId, employeeId, kind, status: 'APPROVED' })]);
    expect(reject(requested, decision, 'Sudah benar').state).toMatchObject({ status: 'REJECTED', reason: 'Sudah benar' });
    expect(() => reject(approved.state, decision, 'x')).toThrow(refuses('correction-decided'));
    expect(() => approve(approved.state, decision)).toThrow(refuses('correction-decided'));
  });
});
