/**
 * Writes every published index as a line of JSON, and waits for the next ones until Ctrl-C. The broker keeps the place of the group:
 * the next run goes on there. What came last before a kill may come again, with the same `id`.
 */
import { connectionOf, streamOf } from '@siger/stream-client';

const connection = connectionOf(process.env);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

const indices = streamOf({
  ...connection,
  types: ['index.published.v1'],
  group: `${connection.sasl?.username ?? 'example'}.follow`,
  signal: stop.signal,
  onInvalid: (fault) => console.error(fault.message),
});
for await (const event of indices)
  if (event.type !== 'erased') console.log(JSON.stringify({ id: event.id, service: event.data.publicServiceId, ...event.data }));
