import { removeRun } from '../../../tools/stack/test-servers.ts';

export default async function tearDown() {
  const { run, servers, own } = globalThis.sigerTestRun ?? {};
  if (!servers) return;
  await (own ? servers.stop() : removeRun(servers, run));
}
