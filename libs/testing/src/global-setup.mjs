import { randomBytes } from 'node:crypto';
import { readTestServers, startTestServers } from '../../../tools/stack/test-servers.ts';

/**
 * Starts PostgreSQL and Kafka once for a run, or takes those that SIGER_TEST_SERVERS names. Workers learn of them by the environment.
 */
export default async function setUp() {
  const shared = await readTestServers(process.env.SIGER_TEST_SERVERS);
  const servers = shared ?? (await startTestServers());
  const run = `t${randomBytes(4).toString('hex')}`;
  globalThis.sigerTestRun = { run, servers, own: shared === null };
  const { postgres, owner, app, brokers } = servers;
  process.env.SIGER_TEST_RUN = JSON.stringify({ run, postgres, owner, app, brokers });
}
