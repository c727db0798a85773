import { freshDatabase } from './database.js';
import type { Door } from './client.js';
import type { TestKafka } from './kafka.js';
import { routesDuring } from './routes.js';
import { testIssuer } from './token.js';

/** The settings of a service under test. */
export type Settings = Readonly<Record<string, string>>;

/** A service on a fresh database and with an issuer of its own, as `start` makes it of its settings; without a broker it hears nothing. */
export const serviceOn = async <App extends Door & { close(): Promise<void> }>(
  name: string,
  start: (env: Settings) => Promise<App>,
  kafka?: TestKafka,
) => {
  const [database, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env: Settings = {
    ...issuer.env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOG_LEVEL: 'silent', PORT: '0' },
    ...{ KAFKA_BROKERS: kafka?.brokers.join() ?? '127.0.0.1:1', KAFKA_TOPIC_PREFIX: kafka?.prefix ?? '' },
  };
  const [app, routes] = await routesDuring(() => start(env));
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { app, env, issuer, database, routes, close };
};
