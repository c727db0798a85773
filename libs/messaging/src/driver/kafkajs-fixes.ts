import type { ProduceEncoder } from '@siger/service';
import { writeEncoder } from './frame.js';
import { confirmAgain } from './grouped.js';
import { Decoder, Encoder, type PendingQueue, produceModule, requestQueue } from './internals.js';
import { encodeProduce } from './produce-encoder.js';
import { readHeaders } from './record-headers.js';

/**
 * What we replace of kafkajs 2.2.4 while it runs; `kafkajs-fixes.spec.ts` fails when the replaced sources change.
 * - Request queue: kafkajs arms a timer again and again, with a negative delay, even when nothing waits: hundreds of wake-ups a
 *   second per connection and a warning on Node 24.
 * - Headers of what is read: see record-headers.ts.
 * - Grouping of what is sent by partition: see grouped.ts.
 * - Frame of a request, where our encoder has written its body: see frame.ts.
 * - Produce encoder, where the settings do not ask for kafkajs' own: see produce-encoder.ts.
 */
const CHECK_INTERVAL = 10;
const OUR_ENCODER = Symbol('siger:produce-encoder');
/** kafkajs' own, whatever is installed by now: what ours is compared with. */
export const stockProtocol = produceModule.protocol;

function schedule(this: PendingQueue) {
  if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    Math.max(CHECK_INTERVAL, this.throttledUntil - Date.now()),
  );
}

const ourProtocol: typeof stockProtocol & { [OUR_ENCODER]?: true } = ({ version }) => {
  const create = stockProtocol({ version });
  if (Number(version) < 3) return create;
  return (args) => {
    const made = create(args);
    if (!args.compression)
      made.request.encode = () => {
        for (const { partitions } of args.topicData) for (const { messages } of partitions) confirmAgain(messages);
        return Promise.resolve(encodeProduce(args));
      };
    return made;
  };
};
ourProtocol[OUR_ENCODER] = true;

/** Once per process; safe to repeat. */
export const installFixes = () => {
  requestQueue.prototype.scheduleCheckPendingRequests = schedule;
  Decoder.prototype.readVarIntArray = readHeaders;
  Encoder.prototype.writeEncoder = writeEncoder;
};

/** For every producer of the process. kafkajs' own drops `rawHeaders` silently: whoever sends them asks `isSeamInstalled`. */
export const useEncoder = (encoder: ProduceEncoder) => {
  produceModule.protocol = encoder === 'own' ? ourProtocol : stockProtocol;
};
export const isSeamInstalled = () => OUR_ENCODER in produceModule.protocol;
