import { describe, expect, it } from '@jest/globals';
import { freshDatabase, testIssuer } from '@siger/testing';
import { DataSource } from 'typeorm';
import { createService } from './start.js';
import { ThingModule } from './thing.fixture.js';

const start = async (name: string) => {
  const [db, issuer] = await Promise.all([freshDatabase(name), testIssuer()]);
  const env = { ...issuer.env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl, LOG_LEVEL: 'silent', PORT: '0' };
  return { db, app: await createService({ name: 'employees', module: ThingModule }, { env }) };
};

describe('a service', () => {
  it('lets what is in flight end before it closes its pool, and takes nothing new', async () => {
    const { app, db } = await start('stop');
    const url = await app.getUrl();
    const inFlight = fetch(`${url}/v1/open/sleep`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const closing = app.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(`${url}/v1/open`)).rejects.toThrow();
    expect(await (await inFlight).json()).toEqual({ slept: true });
    await closing;
    expect(app.get(DataSource).isInitialized).toBe(false);
    await db.drop();
  });

  it('ends the streams of events that are open', async () => {
    const { app, db } = await start('streams');
    const response = await fetch(`${await app.getUrl()}/v1/open/ticks`);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const began = Date.now();
    const text = response.text();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await app.close();
    expect(await text).toContain('data: {"tick":1}');
    expect(Date.now() - began).toBeLessThan(5_000);
    await db.drop();
  });

  it('names every wrong setting before anything else happens', async () => {
    const env = { PORT: 'x', OIDC_ISSUER: 'y', LOG_LEVEL: 'silent' };
    const started = createService({ name: 'employees', module: ThingModule }, { env });
    await expect(started).rejects.toMatchObject({
      name: 'ConfigError',
      faults: [
        expect.stringContaining('OIDC_ISSUER'),
        expect.stringContaining('PORT'),
        expect.stringContaining('DATABASE_URL'),
        expect.stringContaining('DATABASE_OWNER_URL'),
      ],
    });
  });
});
