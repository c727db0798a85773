import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../stack/stack.ts';

/** A module of a lib that is no part of its surface: the bench measures the real parts one by one. */
const load = async <T>(lib: string, path: string) =>
  (await import(pathToFileURL(join(root, 'libs', lib, 'dist', `${path}.js`)).href)) as T;

export const messagingParts = async () => ({
  ...(await load<typeof import('../../libs/messaging/src/driver/kafkajs-fixes.ts')>('messaging', 'driver/kafkajs-fixes')),
  ...(await load<typeof import('../../libs/messaging/src/driver/internals.ts')>('messaging', 'driver/internals')),
  ...(await load<typeof import('../../libs/messaging/src/driver/client.ts')>('messaging', 'driver/client')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/relay.ts')>('messaging', 'outbox/relay')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/sender.ts')>('messaging', 'outbox/sender')),
  ...(await load<typeof import('../../libs/messaging/src/outbox/stamp.ts')>('messaging', 'outbox/stamp')),
});

export type MessagingParts = Awaited<ReturnType<typeof messagingParts>>;
