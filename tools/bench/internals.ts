import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../stack/stack.ts';
import type { OwnServers } from '../stack/test-servers.ts';

/** A module of a lib that is no part of its surface: the bench measures the real parts one by one. */
const load = async <T>(lib: string, path: string) =>
  (await import(pathToFileURL(join(root, 'libs', lib, 'dist', `${path}.js`)).href)) as T;

export const messagingParts = async () => ({
  ...(await load<typeof import('../../libs/messaging/src/driver/kafkajs-fixes.ts')>('messaging', 'driver/kafkajs-fixes')),
  ...(await load<typeof import('../../libs/messaging/src/driver/internals.ts')>('messaging', 'driver/internals')),
  ...(await load<typeof import('../../libs/messaging/src/driver/client.ts')>('messaging', 'driver/client')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/outbox.ts')>('messaging', 'outbox/outbox')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/relay.ts')>('messaging', 'outbox/relay')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/relays.ts')>('messaging', 'outbox/relays')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/sender.ts')>('messaging', 'outbox/sender')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/session.ts')>('messaging', 'outbox/session')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/stamp.ts')>('messaging', 'outbox/stamp')),
  ...(await load<typeof import('../../libs/messaging/src/driver/partition.ts')>('messaging', 'driver/partition')),
  ...(await load<typeof import('../../libs/messaging/src/consumers.ts')>('messaging', 'consumers')),
  ...(await load<typeof import('../../libs/messaging/src/validate.ts')>('messaging', 'validate')),
  ...(await load<typeof import('../../libs/messaging/src/inbox/lane.ts')>('messaging', 'inbox/lane')),
  ...(await load<typeof import('../../libs/messaging/src/inbox/perform.ts')>('messaging', 'inbox/perform')),
  ...(await load<typeof import('../../libs/messaging/src/inbox/plan.ts')>('messaging', 'inbox/plan')),
  ...(await load<typeof import('../../libs/messaging/src/inbox/positions.ts')>('messaging', 'inbox/positions')),
});

export type MessagingParts = Awaited<ReturnType<typeof messagingParts>>;

/** A small service with what its specs need; it looks for its servers where `useServers` says. */
export const messagingFixture = () =>
  load<typeof import('../../libs/messaging/src/messaging.fixture.ts')>('messaging', 'messaging.fixture');
export const useServers = (servers: OwnServers) => {
  process.env['SIGER_TEST_RUN'] = JSON.stringify({ ...servers, run: `bench${process.pid}` });
};
export const testing = () => load<typeof import('../../libs/testing/src/index.ts')>('testing', 'index');
