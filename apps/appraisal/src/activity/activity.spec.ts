import { describe, expect, it } from '@jest/globals';
import { activityApproved, activitySubmitted, DomainError, fact, type ActivityEntry } from '@siger/contracts';
import fc from 'fast-check';
import { aGround, anActivity } from './activity.fixture.js';
import { approve, correct, log, reject, submit, takeOver, type Activity } from './activity.js';

const today = '2026-03-02';
const anEntry = (overrides: Partial<ActivityEntry> = {}): ActivityEntry => {
  const { planId, date, startMinute, endMinute, description, volume, output, evidence } = anActivity();
  return {
    ...{ planId, date, startMinute, endMinute, description, volume, output, evidence },
    resultId: '018f6f00-0000-7000-8000-000000000104',
    ...overrides,
  };
};
const faultsOf = (entry: ActivityEntry) => {
  try {
    log(anActivity().id, entry, aGround(), today);
    return [];
  } catch (error) {
    return error instanceof DomainError ? error.faults.map(({ pointer, code }) => `${pointer} ${code}`) : [error];
  }
};

describe('log', () => {
  it('is a draft of the plan', () => {
    expect(log(anActivity().id, anEntry(), aGround(), today)).toEqual({ state: anActivity(), facts: [] });
  });

  it('names every fault at once', () => {
    const entry = anEntry({
      date: '2027-01-01',
      endMinute: 480,
      resultId: aGround().planId,
      evidence: [
        { kind: 'TAUTAN', text: 'tanpa tautan' },
        { kind: 'KETERANGAN', text: 'Notulen', url: 'https://x.id/a' },
      ],
    });
    expect(faultsOf(entry)).toEqual([
      '/endMinute order',
      '/date future',
      '/date outside-plan',
      '/resultId unknown',
      '/evidence/0 evidence',
      '/evidence/1 evidence',
    ]);
  });
});

describe('submit', () => {
  it('needs evidence, and says the minutes', () => {
    expect(() => submit(anActivity({ evidence: [] }))).toThrow(new DomainError('activity-without-evidence'));
    expect(submit(anActivity()).facts).toEqual([fact(activitySubmitted, activitySubmitted.example)]);
  });
});

describe('takeOver', () => {
  it('says every step on the way to the state', () => {
    const { state, facts } = takeOver(anActivity(), 'DISETUJUI');
    expect(state.state).toBe('DISETUJUI');
    expect(facts).toEqual([fact(activitySubmitted, activitySubmitted.example), fact(activityApproved, activityApproved.example)]);
    expect(takeOver(anActivity(), 'DRAFT')).toEqual({ state: anActivity(), facts: [] });
    expect(takeOver(anActivity(), 'DITOLAK').state.state).toBe('DITOLAK');
  });
});

describe('the states of an activity', () => {
  const steps = {
    correct: (activity: Activity) => correct(activity, anEntry(), aGround(), today),
    submit,
    approve,
    reject: (activity: Activity) => reject(activity, 'Bukti tidak terbaca'),
  };
  type Step = keyof typeof steps;
  const legal: Record<string, Partial<Record<Step, string>>> = {
    DRAFT: { correct: 'DRAFT', submit: 'DIAJUKAN' },
    DIAJUKAN: { approve: 'DISETUJUI', reject: 'DITOLAK' },
    DITOLAK: { correct: 'DRAFT' },
    DISETUJUI: {},
  };

  it('follows only the legal steps', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 15 }), (names) => {
        let activity = anActivity();
        for (const name of names) {
          const next = legal[activity.state]?.[name];
          if (next === undefined) {
            expect(() => steps[name](activity)).toThrow(new DomainError('wrong-state'));
            continue;
          }
          const { state, facts } = steps[name](activity);
          expect([state.state, facts.length]).toEqual([next, name === 'correct' ? 0 : 1]);
          activity = state;
        }
      }),
    );
  });
});
