import { describe, expect, it } from '@jest/globals';
import { addDays, holidays, isWorkingDay } from '@siger/calendar';
import { followUpKinds, type ReportDeadlineInput } from '@siger/contracts';
import fc from 'fast-check';
import { ruleSets } from '../../migrations/1700000000100-rule-sets.js';
import { reportDeadline, reportDeadlineFaults } from './report-deadline.js';

const { parameters } = ruleSets['report-deadline'];
const due = (input: ReportDeadlineInput, closed: ReadonlySet<string> = new Set()) =>
  reportDeadline(input, parameters, closed).dueOn;
const followUp = (kind: NonNullable<ReportDeadlineInput['kind']>, from = '2025-10-08'): ReportDeadlineInput => ({
  stage: 'FOLLOW_UP',
  kind,
  from,
});

describe('the deadline of a report', () => {
  it.each<[string, ReportDeadlineInput, string]>([
    ['L01', { stage: 'VERIFICATION', from: '2025-10-03' }, '2025-10-08'],
    ['L02', followUp('INFORMATION'), '2025-10-15'],
    ['L03', followUp('WITHOUT_INSPECTION'), '2025-10-28'],
    ['L04 without holidays', { ...followUp('WITH_INSPECTION'), holidays: [] }, '2025-12-31'],
    ['L04 with Christmas', { ...followUp('WITH_INSPECTION'), holidays: ['2025-12-25'] }, '2026-01-01'],
    ['L04 with three', { ...followUp('WITH_INSPECTION'), holidays: ['2025-12-25', '2025-12-26', '2026-01-01'] }, '2026-01-05'],
    ['an aspiration', followUp('ASPIRATION'), '2025-10-15'],
    ['L05', { stage: 'REPORTER_REPLY', from: '2025-10-15' }, '2025-10-29'],
    ['L05 in calendar days', { stage: 'REPORTER_REPLY', from: '2025-10-15', dayType: 'CALENDAR' }, '2025-10-25'],
    ['from a Saturday', { stage: 'VERIFICATION', from: '2025-10-04' }, '2025-10-08'],
  ])('%s', (_, input, dueOn) => {
    expect(due(input)).toBe(dueOn);
  });

  it('uses the stored holidays unless others are listed, however often', () => {
    expect(due(followUp('WITH_INSPECTION'), holidays)).toBe('2026-01-05');
    expect(due({ ...followUp('WITH_INSPECTION'), holidays: [] }, holidays)).toBe('2025-12-31');
    const twice = ['2025-12-25', '2025-12-25'];
    expect(due({ ...followUp('WITH_INSPECTION'), holidays: twice }, holidays)).toBe('2026-01-01');
    expect(due({ stage: 'VERIFICATION', from: '2025-12-24' }, holidays)).toBe('2025-12-31');
  });

  it('has a kind for the follow-up and for nothing else', () => {
    const pointers = (body: unknown) => reportDeadlineFaults(body).map(({ pointer, code }) => `${pointer} ${code}`);
    expect(pointers({ stage: 'FOLLOW_UP', from: '2025-10-08' })).toEqual(['/kind required']);
    expect(pointers({ stage: 'VERIFICATION', kind: 'ASPIRATION', from: '2025-10-08' })).toEqual(['/kind unexpected']);
    expect(pointers({ stage: 'REPORTER_REPLY', kind: 'NONSENSE', from: '9999-01-01' })).toEqual([
      '/kind unexpected',
      '/from range',
    ]);
    expect(pointers(followUp('ASPIRATION'))).toEqual([]);
    expect(pointers({ stage: 'OTHER', kind: 'ASPIRATION' })).toEqual([]);
    expect(() => due({ stage: 'FOLLOW_UP', from: '2025-10-08' })).toThrow(RangeError);
  });

  it('falls on a working day with as many behind it as the stage has', () => {
    const from = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2024-01-01', offset));
    const days = { INFORMATION: 5, WITHOUT_INSPECTION: 14, WITH_INSPECTION: 60, ASPIRATION: 5 };
    fc.assert(
      fc.property(from, fc.constantFrom(...followUpKinds), (start, kind) => {
        const end = due(followUp(kind, start), holidays);
        const passed: string[] = [];
        for (let at = addDays(start, 1); at <= end; at = addDays(at, 1)) passed.push(at);
        expect(passed.filter((at) => isWorkingDay(at, holidays))).toHaveLength(days[kind]);
        expect(isWorkingDay(end, holidays)).toBe(true);
      }),
    );
  });
});
