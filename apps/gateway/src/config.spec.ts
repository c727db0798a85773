import { describe, expect, it } from '@jest/globals';
import { configOf } from './config.js';

describe('the settings of the gateway', () => {
  it('follow the port offset', () => {
    const { upstreams, base } = configOf({ SIGER_PORT_OFFSET: '1000' });
    expect(base.port).toBe(9080);
    expect(upstreams.get('employees')).toBe('http://127.0.0.1:9101');
    expect(upstreams.has('notifications')).toBe(false);
  });
  it('take services elsewhere, more and fewer', () => {
    const { upstreams } = configOf({
      UPSTREAM_EMPLOYEES: 'http://employees:8101',
      UPSTREAM_IDENTITY: 'none',
      UPSTREAM_NOTIFICATIONS: 'http://n:1',
    });
    expect(upstreams.get('employees')).toBe('http://employees:8101');
    expect(upstreams.has('identity')).toBe(false);
    expect(upstreams.has('notifications')).toBe(true);
  });
  it('know no identity of ours where somebody else is the issuer', () => {
    expect(configOf({}).upstreams.has('identity')).toBe(true);
    expect(configOf({ OIDC_ISSUER: 'https://sso.example' }).upstreams.has('identity')).toBe(false);
    expect(
      configOf({ OIDC_ISSUER: 'https://siger.example', UPSTREAM_IDENTITY: 'http://identity:8108' }).upstreams.has('identity'),
    ).toBe(true);
  });
  it('name everything that is wrong at once', () => {
    const bad = {
      PORT: 'x',
      UPSTREAM_TRAINING: 'there',
      RATE_LIMIT_ANONYMOUS: '-1',
      CORS_ORIGINS: 'https://a.example/path',
      GATEWAY_TIMEOUT_MS: 'x',
    };
    expect(() => configOf(bad)).toThrow(/UPSTREAM_TRAINING[\s\S]*CORS_ORIGINS|CORS_ORIGINS[\s\S]*UPSTREAM_TRAINING/);
    for (const name of Object.keys(bad)) expect(() => configOf(bad)).toThrow(new RegExp(name));
  });
  it('tell figures nowhere unless asked, then to this machine, and never on the public port', () => {
    expect(configOf({})).toMatchObject({ metricsPort: null, metricsHost: '127.0.0.1' });
    expect(configOf({ GATEWAY_METRICS_PORT: '8100' })).toMatchObject({ metricsPort: 8100, metricsHost: '127.0.0.1' });
    for (const GATEWAY_METRICS_PORT of ['8080', 'x', '-1', '70000'])
      expect(() => configOf({ GATEWAY_METRICS_PORT })).toThrow(/GATEWAY_METRICS_PORT must be/);
  });
  it('let anonymous callers make 50 requests a second in bursts of 200', () => {
    const { anonymousMax, limitWindowMs } = configOf({});
    expect(anonymousMax).toBeGreaterThanOrEqual(200);
    expect(anonymousMax / (limitWindowMs / 1000)).toBeGreaterThanOrEqual(50);
  });
});
