import { produceModule, requestQueue } from './internals.js';
import { encodeProduce } from './produce-encoder.js';

/**
 * What we replace of kafkajs 2.2.4 while it runs; `kafkajs-fixes.spec.ts` fails when the replaced sources change.
 * - Request queue: kafkajs arms a timer again and again, with a negative delay, even when nothing waits: hundreds of wake-ups a
 *   second per connection and a warning on Node 24.
 * - Produce encoder: see produce-encoder.ts. Without it `rawHeaders` would be dropped silently, so a relay asks `isSeamInstalled`.
 */
const CHECK_INTERVAL = 10;
const OUR_ENCODER = Symbol('siger:produce-encoder');
/** kafkajs' own, whatever is installed by now: what ours is compared with. */
export const stockProtocol = produceModule.protocol;

const installRequestQueue = () => {
  requestQueue.prototype.scheduleCheckPendingRequests = function () {
    if (this.throttleCheckTimeoutId || this.pending.length === 0) return;
    this.throttleCheckTimeoutId = setTimeout(
      () => {
        this.throttleCheckTimeoutId = null;
        this.checkPendingRequests();
      },
      Math.max(CHECK_INTERVAL, this.throttledUntil - Date.now()),
    );
  };
};

const installEncoder = () => {
  const seam: typeof stockProtocol & { [OUR_ENCODER]?: true } = ({ version }) => {
    const create = stockProtocol({ version });
    if (Number(version) < 3) return create;
    return (args) => {
      const made = create(args);
      if (!args.compression) made.request.encode = () => Promise.resolve(encodeProduce(args));
      return made;
    };
  };
  seam[OUR_ENCODER] = true;
  produceModule.protocol = seam;
};

export const isSeamInstalled = () => OUR_ENCODER in produceModule.protocol;

/** Once per process; safe to repeat. */
export const installFixes = () => {
  if (isSeamInstalled()) return;
  installRequestQueue();
  installEncoder();
};
