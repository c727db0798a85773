import { describe, expect, it } from '@jest/globals';
import { addDays, holidays, weekday } from '@siger/calendar';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { objectionWindow, objectionWindowFaults } from './objection-window.js';

const { parameters } = ruleSets['objection-window'];
const none: ReadonlySet<string> = new Set();
const on = (receivedOn: string, filedOn: string) => ({ receivedOn, filedOn });

describe('an objection', () => {
  it.each([
    ['K24: the fourteenth day', on('2025-02-03', '2025-02-17'), true, '2025-02-17'],
    ['K25: the fifteenth day', on('2025-02-03', '2025-02-18'), false, '2025-02-17'],
    ['K25: in working days', { ...on('2025-02-03', '2025-02-21'), dayType: 'WORKING' as const }, true, '2025-02-21'],
    ['K25: a working day late', { ...on('2025-02-03', '2025-02-24'), dayType: 'WORKING' as const }, false, '2025-02-21'],
    ['the day of receipt', on('2025-02-03', '2025-02-03'), true, '2025-02-17'],
    ['across a leap day', on('2024-02-20', '2024-03-05'), true, '2024-03-05'],
  ])('%s', (_, input, accepted, lastDay) => {
    expect(objectionWindow(input, parameters, none)).toEqual({ accepted, lastDay });
  });

  it('counts working days with the stored holidays unless the caller lists others', () => {
    const input = { ...on('2025-03-20', '2025-03-20'), dayType: 'WORKING' as const };
    expect(objectionWindow(input, parameters, holidays).lastDay).toBe('2025-04-21');
    expect(objectionWindow({ ...input, holidays: [] }, parameters, holidays).lastDay).toBe('2025-04-09');
    expect(objectionWindow({ ...input, holidays: ['2025-03-21', '2025-03-21'] }, parameters, holidays).lastDay).toBe(
      '2025-04-10',
    );
  });

  it('cannot be filed before the result was received, nor be due after the end of the calendar', () => {
    const pointers = (body: unknown) => objectionWindowFaults(body).map(({ pointer }) => pointer);
    expect(pointers(on('2025-02-03', '2025-02-02'))).toEqual(['/filedOn']);
    expect(pointers(on('2025-02-03', '2025-02-03'))).toEqual([]);
    expect(pointers(on('9999-12-31', '2025-02-03'))).toEqual(['/receivedOn', '/filedOn']);
    expect(pointers({ receivedOn: 3 })).toEqual([]);
    expect(pointers(undefined)).toEqual([]);
    expect(() => objectionWindow({ ...on('9990-12-31', '9990-12-31'), dayType: 'WORKING' }, parameters, none)).not.toThrow();
  });

  it('is in time exactly until the last day', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((offset) => addDays('2024-01-01', offset));
    fc.assert(
      fc.property(day, fc.nat(40), fc.constantFrom('CALENDAR' as const, 'WORKING' as const), (receivedOn, later, dayType) => {
        const filedOn = addDays(receivedOn, later);
        const passed = Array.from({ length: later }, (_, i) => addDays(receivedOn, i + 1));
        const counted = passed.filter((at) => dayType === 'CALENDAR' || weekday(at) < 6).length;
        const dayOff = later > 0 && counted === 14 && dayType === 'WORKING' && weekday(filedOn) > 5;
        const { accepted } = objectionWindow({ receivedOn, filedOn, dayType }, parameters, none);
        expect(accepted).toBe(counted <= 14 && !dayOff);
      }),
    );
  });
});
