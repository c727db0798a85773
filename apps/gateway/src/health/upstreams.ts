import type { GatewayConfig } from '../config.js';

export interface UpstreamHealth {
  readonly status: 'up' | 'down';
  readonly detail?: string;
}

const PATIENCE_MS = 2_500;

const ask = async (origin: string): Promise<UpstreamHealth> => {
  try {
    const response = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return response.ok ? { status: 'up' } : { status: 'down', detail: `not ready (${String(response.status)})` };
  } catch (error) {
    return { status: 'down', detail: (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'not reachable' };
  }
};

/** What each service behind the gateway says of its own readiness. */
export const healthOf = async ({ upstreams }: GatewayConfig): Promise<Record<string, UpstreamHealth>> =>
  Object.fromEntries(await Promise.all([...upstreams].map(async ([name, origin]) => [name, await ask(origin)] as const)));
