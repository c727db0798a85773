import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Controller, Post } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitMoved, unitMoved } from '@siger/contracts';
import { newId, Public } from '@siger/service';
import { eventually, kafka } from '@siger/testing';
import { Changes, OnEvent } from './index.js';
import { aUnit, moved, startTestService, testUnits, type TestService } from './messaging.fixture.js';

const SERVER = 2;
const CONSUMER = 5;

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** As much of an OpenTelemetry collector as receives traces: OTLP over HTTP, in JSON. */
const collector = async () => {
  const spans: (Span & { service: string | undefined })[] = [];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/v1/traces')
        for (const { resource, scopeSpans } of (JSON.parse(body) as Export).resourceSpans) {
          const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
          spans.push(...scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, service }))));
        }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { spans, url, close: () => new Promise((resolve) => server.close(resolve)) };
};

@Controller('v1/tests')
class Moving {
  heard = 0;
  constructor(private readonly changes: Changes) {}

  @Public()
  @Post()
  async move() {
    const { id } = await this.changes.create(testUnits, aUnit());
    await this.changes.change(testUnits, id, (unit) => moved(unit));
    return { id };
  }

  @OnEvent(unitMoved, { consumer: 'training.moves' })
  moved(_data: UnitMoved) {
    this.heard += 1;
  }
}

describe('a trace', () => {
  let traces: Awaited<ReturnType<typeof collector>>;
  let service: TestService;
  beforeAll(async () => {
    traces = await collector();
    service = await startTestService(kafka(), [Moving], { env: { OTEL_EXPORTER_OTLP_ENDPOINT: traces.url } });
  });
  afterAll(() => traces.close());

  it('goes from the request of a caller through the outbox to the consumer, and to the collector', async () => {
    const traceId = newId().replaceAll('-', '');
    const parentSpanId = 'b7ad6b7169203331';
    const headers = { traceparent: `00-${traceId}-${parentSpanId}-01` };
    const response = await fetch(`${await service.app.getUrl()}/v1/tests`, { method: 'POST', headers });
    expect(response.status).toBe(201);
    await eventually(() => expect(service.app.get(Moving).heard).toBe(1));
    // Spans leave in batches, and the last one when the service stops.
    await service.stop();
    const [request, effect, ...more] = traces.spans.filter((span) => span.traceId === traceId).sort((a, b) => a.kind - b.kind);
    expect(more).toEqual([]);
    expect(request).toMatchObject({ service: 'training', kind: SERVER, name: 'POST /v1/tests', parentSpanId });
    expect(effect).toMatchObject({ service: 'training', kind: CONSUMER, name: 'process unit.moved.v1' });
    expect(effect?.parentSpanId).toBe(request?.spanId);
  });
});
