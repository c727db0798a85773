import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runGateway, type RunningGateway } from '../gateway.fixture.js';
import { MetricsServer } from './metrics.server.js';

let gateway: RunningGateway;
afterEach(() => gateway.app.close());

const run = async (settings: Record<string, string>) => {
  gateway = await runGateway(settings);
  const port = await gateway.app.get(MetricsServer).open();
  return { port, figures: `http://127.0.0.1:${String(port)}` };
};
const status = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).status;

describe('figures of the gateway', () => {
  it('are told on a port of their own, and nothing else is', async () => {
    const { figures } = await run({ GATEWAY_METRICS_PORT: '0' });
    await fetch(`${gateway.url}/v1/nothing`);
    const response = await fetch(`${figures}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toContain('http_request_seconds_count{method="GET",route="unmatched",status="404"} 1');
    expect(await status(`${figures}/metrics`, { method: 'POST' })).toBe(404);
    expect(await status(`${figures}/health/live`)).toBe(404);
  });

  it('are told on loopback only, where nothing else is named', async () => {
    const { port } = await run({ GATEWAY_METRICS_PORT: '0', GATEWAY_METRICS_HOST: '' });
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((at) => at?.family === 'IPv4' && !at.internal);
    if (outside) await expect(fetch(`http://${outside.address}:${String(port)}/metrics`)).rejects.toThrow();
    expect(await status(`http://127.0.0.1:${String(port)}/metrics`)).toBe(200);
  });

  it('are never told on the public port, not even to this machine', async () => {
    await run({ GATEWAY_METRICS_PORT: '0' });
    expect(await status(`${gateway.url}/metrics`)).toBe(404);
  });

  it('are told nowhere unless asked, and no longer when the gateway has stopped', async () => {
    expect((await run({})).port).toBeNull();
    await gateway.app.close();
    const { figures } = await run({ GATEWAY_METRICS_PORT: '0' });
    await gateway.app.close();
    await expect(fetch(`${figures}/metrics`)).rejects.toThrow();
  });

  it('are scraped in the composition as those of every other service, from ports that are not published', async () => {
    await run({});
    const root = join(import.meta.dirname, '../../../..');
    const [compose = '', prometheus = ''] = ['docker-compose.yml', 'deploy/prometheus/prometheus.yml'].map((file) =>
      readFileSync(join(root, file), 'utf8'),
    );
    const ports = [...compose.matchAll(/^ {2}(\w+):\n {4}<<: \*service\n(?: {4}.*\n| {6}.*\n)*/gm)].map(
      ([service, name]) => `${name}:${/GATEWAY_METRICS_PORT: '(\d+)'/.exec(service)?.[1] ?? /PORT: '(\d+)'/.exec(service)?.[1]}`,
    );
    const scraped = [...prometheus.matchAll(/targets: \['([^']+)'\]/g)].map(([, target]) => target);
    expect(ports.length).toBeGreaterThan(6);
    expect(scraped.sort()).toEqual(ports.sort());
    expect(compose.match(/^ +ports:.*$/gm)?.map((line) => line.trim())).toEqual(["ports: ['127.0.0.1:8080:8080']"]);
  });
});
