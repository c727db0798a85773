import type { Socket } from 'node:net';
import { Decoder } from './internals.js';

/** Throws when nothing may be sent to this cluster or read from it. */
export type Confirm = (cluster: { clusterId: string }) => Promise<void>;

/** Produce, Fetch and ListOffsets: what is only true of one log. */
const OF_THE_LOG = new Set([0, 1, 2]);
/** A number that kafkajs gives to no request: it drops the answer. */
const NUMBER = -1;
/** A whole request for the metadata of no topic, version 6, by nobody. */
const QUESTION = Buffer.from(['0000000f', '0003', '0006', 'ffffffff', 'ffff', '00000000', '00'].join(''), 'hex');

const isOfTheLog = (request: Uint8Array | string) => Buffer.isBuffer(request) && OF_THE_LOG.has(request.readInt16BE(4));

const clusterOf = (answer: Buffer): string => {
  const decoder = new Decoder(answer);
  decoder.readInt32();
  decoder.readArray(() => [decoder.readInt32(), decoder.readString(), decoder.readInt32(), decoder.readString()]);
  return decoder.readString() ?? 'without a name';
};

/** Answers by their numbers, whatever pieces they come in. */
const answers = (told: (number: number, answer: Buffer) => void) => {
  let rest = Buffer.alloc(0);
  return (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      told(rest.readInt32BE(4), rest.subarray(8, end));
      rest = rest.subarray(end);
    }
  };
};

/**
 * A connection that carries nothing of the log before the other end has said which cluster it is. kafkajs tries again by itself, over
 * a new connection to whoever is at the address then: a check beforehand would be true of the one before.
 */
export const guarded = <T extends Socket>(socket: T, confirm: Confirm): T => {
  const pass = socket.write.bind(socket) as (data: Uint8Array | string) => boolean;
  const held: (Uint8Array | string)[] = [];
  const open = () => {
    socket.write = pass;
    for (const request of held) pass(request);
  };
  const hear = answers((number, answer) => {
    if (number !== NUMBER) return;
    socket.off('data', hear);
    confirm({ clusterId: clusterOf(answer) }).then(open, (error: Error) => socket.destroy(error));
  });
  socket.on('data', hear);
  socket.write = (request: Uint8Array | string) => {
    if (held.length === 0 && !isOfTheLog(request)) return pass(request);
    if (held.push(request) === 1) pass(QUESTION);
    return true;
  };
  return socket;
};
