import { describe, expect, it } from '@jest/globals';
import { configOf } from './config.js';

describe('the settings of identity', () => {
  it('follow the port offset', () => {
    expect(configOf({ SIGER_PORT_OFFSET: '1000' })).toMatchObject({
      port: 9108,
      issuer: 'http://localhost:9080',
      audience: 'siger',
    });
  });
  it('refuse production, where demo accounts cannot exist', () => {
    expect(() => configOf({ NODE_ENV: 'production' })).toThrow(/production[\s\S]*OIDC_ISSUER/);
  });
  it('name what is wrong', () => {
    expect(() => configOf({ PORT: 'x', OIDC_ISSUER: 'nowhere' })).toThrow(/OIDC_ISSUER[\s\S]*PORT/);
    expect(() => configOf({ IDENTITY_KEY_ROTATION_DAYS: '0' })).toThrow(/IDENTITY_KEY_ROTATION_DAYS/);
  });
});
