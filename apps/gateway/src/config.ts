import { ports, type ServiceName } from '@siger/contracts';
import { ConfigError, readConfig, type Config, type Environment } from '@siger/service/edge';

/** Services that the gateway can stand in front of. */
export const upstreamNames = [
  'employees',
  'appraisal',
  'training',
  'feedback',
  'monitoring',
  'notifications',
  'identity',
] as const satisfies readonly ServiceName[];
export type Upstream = (typeof upstreamNames)[number];

export interface GatewayConfig {
  readonly base: Config;
  /** Where each service listens; a service that is not here is not part of this installation. */
  readonly upstreams: ReadonlyMap<Upstream, string>;
  /** Until a service must have begun to answer. */
  readonly timeoutMs: number;
  readonly bodyLimit: number;
  /** Length of the window of the limits. */
  readonly limitWindowMs: number;
  /** Per address. */
  readonly anonymousMax: number;
  /** Per person or machine. */
  readonly signedInMax: number;
  /** Failures in a row after which a service is left alone for a while. */
  readonly breakerFailures: number;
  readonly breakerPauseMs: number;
  readonly corsOrigins: readonly string[];
  /** Addresses of proxies whose `X-Forwarded-For` is believed; none unless said. */
  readonly trustProxy: string | false;
  /** Where figures are told, which the public port never does: on no port unless said, and then to this machine unless said. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
}

/** Not part of every installation: only where an address is given. Our own identity provider is there where we are the issuer. */
const isOptional = (name: Upstream, issuer: string, offset: number) =>
  name === 'notifications' || (name === 'identity' && issuer !== `http://localhost:${String(ports.gateway + offset)}`);

const wholeReader = (env: Environment, faults: string[]) => (name: string, fallback: number, least: number) => {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < least)
    faults.push(`${name} must be a whole number from ${String(least)}, for example ${String(fallback)}`);
  return value;
};

/** 0 takes a free one. */
const metricsPortOf = (whole: ReturnType<typeof wholeReader>, { port }: Config, faults: string[]): number => {
  const own = whole('GATEWAY_METRICS_PORT', 8100, 0);
  if (own > 65_535 || (own === port && own !== 0))
    faults.push('GATEWAY_METRICS_PORT must be a port of its own that is not published, for example 8100');
  return own;
};

const upstreamsOf = (env: Environment, issuer: string, offset: number, faults: string[]) => {
  const upstreams = new Map<Upstream, string>();
  for (const name of upstreamNames) {
    const variable = `UPSTREAM_${name.toUpperCase()}`;
    const url = env[variable] ?? (isOptional(name, issuer, offset) ? 'none' : `http://127.0.0.1:${String(ports[name] + offset)}`);
    if (url === 'none') continue;
    const { origin = '' } = URL.parse(url) ?? {};
    if (origin.startsWith('http')) upstreams.set(name, origin);
    else faults.push(`${variable} is not an http(s) address, for example http://${name}:${String(ports[name])}, or none`);
  }
  return upstreams;
};

const originsOf = (env: Environment, offset: number, faults: string[]) => {
  const web = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${String(ports.web + offset)}`);
  const origins = env['CORS_ORIGINS']?.split(',').map((origin) => origin.trim()) ?? web;
  for (const origin of origins.filter(Boolean))
    if (URL.parse(origin)?.origin !== origin)
      faults.push('CORS_ORIGINS is not a list of origins, for example https://siger.lampungprov.go.id');
  return origins.filter(Boolean);
};

/** What every service reads; its faults are told together with ours. */
const baseOf = (env: Environment, faults: string[]): Config => {
  try {
    return readConfig('gateway', env, { database: false });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    faults.push(...error.faults);
    return readConfig('gateway', {}, { database: false });
  }
};

/** Throws a {@link ConfigError} that names everything that is wrong. */
export const configOf = (env: Environment): GatewayConfig => {
  const faults: string[] = [];
  const base = baseOf(env, faults);
  const whole = wholeReader(env, faults);
  const offset = Number(env['SIGER_PORT_OFFSET'] ?? 0);
  const config: GatewayConfig = {
    base,
    upstreams: upstreamsOf(env, base.oidcIssuer, offset, faults),
    timeoutMs: whole('GATEWAY_TIMEOUT_MS', 10_000, 1),
    bodyLimit: whole('GATEWAY_BODY_LIMIT', 1_048_576, 1),
    limitWindowMs: whole('RATE_LIMIT_WINDOW_MS', 4_000, 100),
    anonymousMax: whole('RATE_LIMIT_ANONYMOUS', 400, 0),
    signedInMax: whole('RATE_LIMIT_SIGNED_IN', 2_000, 0),
    breakerFailures: whole('BREAKER_FAILURES', 5, 1),
    breakerPauseMs: whole('BREAKER_PAUSE_MS', 2_000, 1),
    corsOrigins: originsOf(env, offset, faults),
    trustProxy: env['TRUST_PROXY'] ?? false,
    metricsPort: env['GATEWAY_METRICS_PORT'] ? metricsPortOf(whole, base, faults) : null,
    metricsHost: env['GATEWAY_METRICS_HOST'] || '127.0.0.1',
  };
  if (faults.length) throw new ConfigError(faults);
  return config;
};
