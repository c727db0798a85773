import { startTestServers } from '../stack/stack.ts';
import type { Figure } from './goal.ts';
import { benchInbox } from './inbox.bench.ts';
import { benchRelay } from './relay.bench.ts';

/** The event machinery on a broker and a database of its own. */
export const benchMessaging = async (progress: (what: string) => void): Promise<Figure[]> => {
  progress('servers for the messaging bench');
  const servers = await startTestServers({ durable: true });
  try {
    return [...(await benchRelay(servers, progress)), ...(await benchInbox(servers, progress))];
  } finally {
    await servers.stop();
  }
};
