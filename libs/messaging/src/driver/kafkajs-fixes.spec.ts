import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it, jest } from '@jest/globals';
import { pathOf, paths, produceModule, requestQueue } from './internals.js';
import { grouped } from './grouped.js';
import { installFixes, isSeamInstalled, useEncoder } from './kafkajs-fixes.js';

const digest = (name: keyof typeof paths) =>
  createHash('sha256')
    .update(readFileSync(pathOf(name)))
    .digest('hex')
    .slice(0, 16);

describe('the fixes of kafkajs', () => {
  // A failure here says: kafkajs changed beneath a fix. Read the new source, see whether the fix is still needed and right, then pin it again.
  it.each([
    ['produce', '789abc7e1c33a99e'],
    ['produceV3', '993a3db997827088'],
    ['recordBatch', '6d6b63a8959ff0b9'],
    ['record', 'ffbc628c1f35f5de'],
    ['recordDecoder', '86d740054c8be29b'],
    ['requestQueue', 'b55986089c14f8f7'],
    ['sendMessages', '8a120e6993955e04'],
    ['messageProducer', '529636e6ab99b297'],
    ['group', 'ea72357721fbf677'],
    ['murmur2', '82c3a52a692c32b2'],
    ['encoder', '9977889e184a9e91'],
    ['frame', '2270900ca6474026'],
  ] as const)('replace a %s that they know', (name, pinned) => {
    expect(digest(name)).toBe(pinned);
  });

  it('replace version 2.2.4', () => {
    const { version } = JSON.parse(readFileSync(pathOf('package'), 'utf8')) as { version: string };
    expect(version).toBe('2.2.4');
  });

  it('leave the encoder to the settings, and say which it is', () => {
    const stock = produceModule.protocol;
    installFixes();
    expect([isSeamInstalled(), produceModule.protocol]).toEqual([false, stock]);
    useEncoder('own');
    expect(isSeamInstalled()).toBe(true);
    expect(produceModule.protocol).not.toBe(stock);
    useEncoder('kafkajs');
    expect([isSeamInstalled(), produceModule.protocol]).toEqual([false, stock]);
  });

  it('group messages as kafkajs does', () => {
    const load = createRequire(import.meta.url);
    const group = load(pathOf('group')) as (of: object) => Record<string, unknown[]>;
    const messages = Array.from({ length: 50 }, (_, n) => ({ value: String(n), partition: (n * 7) % 5 }));
    const partitioner = ({ message }: { message: { partition: number } }) => message.partition;
    const of = { topic: 't', partitionMetadata: [{}], partitioner };
    const [stock, ours] = [group({ ...of, messages }), group({ ...of, messages: grouped([...messages]) })];
    expect(ours).toEqual(stock);
    expect(Object.keys(ours)).toEqual(Object.keys(stock));
  });

  it('arm no timer while nothing waits, and never one in the past', () => {
    installFixes();
    const armed = jest.spyOn(globalThis, 'setTimeout');
    const queue = { ...requestQueue.prototype, pending: [] as unknown[], throttledUntil: -1, throttleCheckTimeoutId: null };
    const { scheduleCheckPendingRequests } = requestQueue.prototype;
    scheduleCheckPendingRequests.call(queue);
    expect(armed).not.toHaveBeenCalled();
    queue.pending.push({});
    scheduleCheckPendingRequests.call(queue);
    expect(armed).toHaveBeenCalledTimes(1);
    expect(armed.mock.calls[0]?.[1]).toBeGreaterThanOrEqual(10);
    clearTimeout(queue.throttleCheckTimeoutId ?? undefined);
    armed.mockRestore();
  });

  it('leave compressed and old requests to kafkajs', async () => {
    useEncoder('own');
    const args = {
      acks: -1,
      timeout: 1,
      topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [{ value: 'v'.repeat(2000) }] }] }],
    };
    const plain = await produceModule.protocol({ version: 7 })(args).request.encode();
    const gzip = await produceModule
      .protocol({ version: 7 })({ ...args, compression: 1 })
      .request.encode();
    expect(plain.buffer.length).toBeGreaterThan(2000);
    expect(gzip.buffer.length).toBeLessThan(500);
  });
});
