import {
  context as otelContext,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context as OtelContext,
  type Span,
} from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Config } from '../config.js';
import { isError } from '../error.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const tracer = () => trace.getTracer('siger');

/** The exporter is loaded only where it has somewhere to send. */
const exportTo = async (endpoint: string): Promise<SpanProcessor> => {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }));
};

/** Spans are always made, so that every story has a trace id; they leave the process only where a collector is named. */
export const startTracing = async (config: Pick<Config, 'service' | 'otlpEndpoint'>, ...more: SpanProcessor[]) => {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': config.service, 'service.namespace': 'siger' }),
    spanProcessors: [...(config.otlpEndpoint ? [await exportTo(config.otlpEndpoint)] : []), ...more],
  });
  provider.register();
  return provider;
};

/** The OpenTelemetry context that a W3C `traceparent` describes; a malformed one begins a new trace. */
const parentOf = (traceparent: string | undefined): OtelContext => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return otelContext.active();
  return trace.setSpanContext(otelContext.active(), { traceId, spanId, traceFlags: parseInt(flags, 16), isRemote: true });
};

export const traceparentOf = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

export const startSpan = (name: string, kind: SpanKind, traceparent: string | undefined): Span =>
  tracer().startSpan(name, { kind }, parentOf(traceparent));

/** Runs `fn` with the span as the parent of what it starts. */
export const withSpan = <T>(span: Span, fn: () => T): T => otelContext.with(trace.setSpan(otelContext.active(), span), fn);

export const fail = (span: Span, error: unknown) => {
  span.setStatus({ code: SpanStatusCode.ERROR, message: isError(error) ? error.constructor.name : 'error' });
};

/** A span around `fn`, as a child of `traceparent` where one is given: for consumers and relays. */
export const inSpan = async <T>(
  name: string,
  options: { kind?: SpanKind; traceparent?: string | undefined },
  fn: (traceparent: string) => Promise<T>,
): Promise<T> => {
  const span = startSpan(name, options.kind ?? SpanKind.INTERNAL, options.traceparent);
  try {
    return await withSpan(span, () => fn(traceparentOf(span)));
  } catch (error) {
    fail(span, error);
    throw error;
  } finally {
    span.end();
  }
};
