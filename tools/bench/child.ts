/** A service in a process of its own, as `service.ts` starts it: its task is its argument, the rest is messages. */
import { consumers } from './consumers.ts';
import { messagingFixture, messagingParts } from './internals.ts';
import type { Ready, Task } from './service.ts';

process.on('disconnect', () => process.exit(1));
const task = JSON.parse(process.argv[2] ?? '') as Task;
const told = (word: string): Promise<void> =>
  new Promise((resolve) => process.on('message', (message) => (message === word ? resolve() : undefined)));

// Joins its group and waits where a service asks its database where to go on; the group may change meanwhile.
const { Positions } = await messagingParts();
const { starts } = Positions.prototype;
const go = told('go');
Positions.prototype.starts = async function (...args) {
  await go;
  return starts.apply(this, args);
};

const { startTestService } = await messagingFixture();
const { database, kafka, style } = task;
const service = await startTestService(kafka, [consumers[style]], {
  ...(database && { database: { ...database, drop: () => Promise.resolve() } }),
});
const { url, ownerUrl } = service.database;
process.send?.({ url, ownerUrl } satisfies Ready);
await told('stop');
await service.stop();
process.exit();
