import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The registry behind `/metrics`; every part of a service registers what it counts here. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 20 });

export const httpRequestSeconds = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer an HTTP request, by route pattern.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
});

export const jwksAgeSeconds = new Gauge({
  name: 'jwks_age_seconds',
  help: 'Age of the signing keys of the identity provider; alarm above an hour.',
  registers: [metrics],
});
