import { describe, expect, it } from '@jest/globals';
import { everywhere, nowhere, scopeIn, type Actor } from '@siger/contracts';
import { maySee } from './policy.js';

const unitId = '018f6f00-0000-7000-8000-000000000001';
const person: Actor = { subject: 's', roles: ['employee'], scopes: ['figures:read'], employeeId: null };
const machine: Actor = { ...person, roles: ['client'] };

describe('maySee', () => {
  it.each([
    ['outside of every scope', person, { scope: nowhere, headed: nowhere }, false],
    ['within the scope of a role', person, { scope: scopeIn([unitId]), headed: nowhere }, true],
    ['below the unit that one heads', person, { scope: nowhere, headed: scopeIn([unitId]) }, true],
    ['a machine with the scope', machine, { scope: nowhere, headed: nowhere }, true],
    ['a machine without it', { ...machine, scopes: [] }, { scope: everywhere, headed: everywhere }, false],
  ])('%s', (_, actor, reach, expected) => {
    expect(maySee(actor, unitId, reach)).toBe(expected);
  });
});
