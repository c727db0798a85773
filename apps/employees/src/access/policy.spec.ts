import { describe, expect, it } from '@jest/globals';
import { roles, scopeIn, type Actor, type Reach, type Role } from '@siger/contracts';
import { anEmployee, aPlacement } from '../employee/employee.fixture.js';
import { allowed, covers, reach, type Action } from './policy.js';

const actor = (role: Role, ...scopes: string[]): Actor => ({ subject: 's', roles: [role], scopes, employeeId: null });

/** One line per role: `.` not allowed, `o` own things, `u` the unit's subtree, `a` the agency's, `e` everything. */
const columns = [
  'unit.read',
  'unit.create',
  'unit.move',
  'unit.close',
  'position.read',
  'position.create',
  'employee.list',
  'employee.read',
  'employee.register',
  'employee.place',
  'employee.leave',
  'employee.erase',
  'rater.read',
  'rater.assign',
  'correction.request',
  'correction.read',
  'correction.decide',
  'import.run',
] as const satisfies Action[];
const table: Record<Role, string> = {
  employee: 'o...o.oo....o.oo..',
  'unit-admin': 'u...u.uu.u..uu.uu.',
  'agency-admin': 'aaaaaaaaaaa.aa.aaa',
  'assessor-team': 'a...a.aa....a.....',
  'training-admin': 'a...a.aa....a.....',
  'feedback-officer': 'a...a.............',
  inspectorate: 'a...a.aa....a.....',
  analyst: 'e...e.............',
  auditor: 'e...e.ee....e..e..',
  'platform-admin': 'eeeeeeeeeeeeee.eee',
  client: '..................',
};
const letters: Record<Reach, string> = { own: 'o', unit: 'u', agency: 'a', everything: 'e' };

describe('who may do what, and where', () => {
  it.each(roles)('%s', (role) => {
    const row = columns.map((action) =>
      (allowed[action] as readonly string[]).includes(role) ? letters[reach(actor(role), action)] : '.',
    );
    expect(row.join('')).toBe(table[role]);
  });

  it('is decided for every action', () => {
    expect([...columns].sort()).toEqual(Object.keys(allowed).sort());
  });

  it('a machine reaches by its scopes, not by its being one', () => {
    expect(reach(actor('client'), 'employee.read')).toBe('own');
    expect(reach(actor('client', 'employees:read'), 'employee.read')).toBe('everything');
    expect(reach(actor('client', 'employees:read'), 'import.run')).toBe('own');
    expect(reach(actor('client', 'employees:write'), 'import.run')).toBe('everything');
    expect(reach(actor('client', 'training:write'), 'employee.register')).toBe('own');
  });

  it('a role that is not asked for widens nothing', () => {
    const both: Actor = { subject: 's', roles: ['unit-admin', 'analyst'], scopes: [], employeeId: null };
    expect(reach(both, 'employee.read')).toBe('unit');
    expect(reach(both, 'unit.read')).toBe('everything');
  });

  it('scopes of a person widen nothing', () => {
    expect(reach(actor('employee', 'employees:write'), 'import.run')).toBe('own');
  });
});

describe('covers', () => {
  it('holds whoever works in one of the units that day', () => {
    const employee = anEmployee({
      placements: [aPlacement({ unitId: 'a', until: '2026-06-30' }), aPlacement({ unitId: 'b', from: '2026-07-01' })],
    });
    expect([covers(scopeIn(['a']), employee, '2026-06-30'), covers(scopeIn(['a']), employee, '2026-07-01')]).toEqual([
      true,
      false,
    ]);
    expect(covers(scopeIn([]), employee, '2026-07-01')).toBe(false);
  });
});
