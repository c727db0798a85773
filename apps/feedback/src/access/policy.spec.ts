import { describe, expect, it } from '@jest/globals';
import { everywhere, nowhere, roles, scopeIn, type Actor, type Role } from '@siger/contracts';
import { allowed, may, type Action } from './policy.js';

const unitId = '018f6f00-0000-7000-8000-000000000001';
const actor = (role: Role, scopes: string[] = []): Actor => ({ subject: 's', roles: [role], scopes, employeeId: null });
const officers: Role[] = ['feedback-officer', 'agency-admin', 'platform-admin'];

describe.each(Object.keys(allowed) as Action[])('%s', (action) => {
  it.each([...roles])('as %s', (role) => {
    expect(may(actor(role), action, unitId, everywhere)).toBe(officers.includes(role));
  });

  it('stays within the units of the role', () => {
    expect(may(actor('feedback-officer'), action, unitId, scopeIn([unitId]))).toBe(true);
    expect(may(actor('feedback-officer'), action, unitId, nowhere)).toBe(false);
  });
});

describe('a machine', () => {
  it('registers services with the scope for it, and describes none', () => {
    expect(may(actor('client', ['feedback:write']), 'service.register', unitId, nowhere)).toBe(true);
    expect(may(actor('client', ['feedback:read']), 'service.register', unitId, everywhere)).toBe(false);
    expect(may(actor('client', ['feedback:write']), 'service.describe', unitId, everywhere)).toBe(false);
  });
});
