import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The registry behind `/metrics`; every part of a service registers what it counts here. */
export const metrics = new Registry();
// Each look wakes an idle process: four a second tell of every pause of a quarter of a second, and of most shorter ones.
collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: 250 });

export const httpRequestSeconds = new Histogram({
  name: 'http_request_seconds',
  help: 'Time to answer an HTTP request, by route pattern.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
});

/** A gauge that asks whoever knows at the moment of the scrape. */
const asked = (name: string, help: string) => {
  let read: () => number | undefined = () => undefined;
  new Gauge({
    name,
    help,
    registers: [metrics],
    collect() {
      const value = read();
      if (value !== undefined) this.set(value);
    },
  });
  return { setReader: (reader: typeof read) => void (read = reader) };
};

export const jwksAgeSeconds = asked('jwks_age_seconds', 'Age of the keys of the identity provider; alarm above an hour.');
export const poolTotal = asked('db_pool_connections', 'Open connections to the database.');
export const poolIdle = asked('db_pool_idle_connections', 'Open connections that nobody uses.');
export const poolWaiting = asked(
  'db_pool_waiting_requests',
  'Callers that wait for a connection; above 0 the pool is too small.',
);
