import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@siger/service';
import { kafka } from '@siger/testing';
import { Kafka, logLevel } from 'kafkajs';
import { partitionOf } from '../driver/partition.js';
import { encodeHeaders } from '../driver/raw-headers.js';
import { installFixes, useEncoder } from '../driver/kafkajs-fixes.js';
import { readTopic } from '../messaging.fixture.js';
import { wireTo } from '../wire.fixture.js';
import { Sender } from './sender.js';
import type { PendingRow } from './window.js';

const ROUNDS = 6;
const ROWS = 40;
const keys = Array.from({ length: 5 }, () => newId());

describe('the sender', () => {
  const broker = kafka();
  let swallowNext = false;
  let lost = 0;
  let wire: Awaited<ReturnType<typeof wireTo>>;
  let sender: Sender;
  beforeAll(async () => {
    const [host = '', port = ''] = (broker.brokers[0] ?? '').split(':');
    wire = await wireTo(host, Number(port), () => {
      if (!swallowNext) return true;
      swallowNext = false;
      lost += 1;
      return false;
    });
    installFixes();
    useEncoder('own');
    // The broker names its own port in its metadata: every connection is led to the wire instead.
    const socketFactory = ({ onConnect }: { onConnect: () => void }) => {
      const socket = connect(wire.port, '127.0.0.1', onConnect);
      socket.setKeepAlive(true, 60_000);
      return socket;
    };
    const client = new Kafka({
      brokers: broker.brokers,
      clientId: 'spec',
      socketFactory,
      logLevel: logLevel.NOTHING,
      requestTimeout: 2_000,
    });
    sender = new Sender({ kafka: client, prefix: broker.prefix });
  });
  afterAll(async () => {
    await sender.close();
    await wire.cut();
  });

  const rowsFrom = (from: number): PendingRow[] =>
    Array.from({ length: ROWS }, (_, i) => {
      const key = keys[(from + i) % keys.length] as string;
      const hdr = encodeHeaders([
        ['ce_id', newId()],
        ['n', String(from + i)],
      ]);
      const id = String(from + i + 1);
      return { id, topic: 'unit.events', key, hdr, payload: Buffer.from('{}'), part: partitionOf('unit.events', key) };
    });
  const never = () => Promise.reject(new Error('nothing is poison here'));

  it('loses, adds and turns round nothing when the answers of the broker are lost', async () => {
    const rows: PendingRow[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const batch = rowsFrom(round * ROWS);
      rows.push(...batch);
      swallowNext = round > 0;
      await sender.deliver(batch, new AbortController().signal, never);
    }
    expect(lost).toBe(ROUNDS - 1);
    const records = await readTopic(broker, 'unit.events');
    const seen = new Set<string>();
    const once = records.filter(({ headers }) => !seen.has(headers['ce_id'] ?? '') && seen.add(headers['ce_id'] ?? ''));
    expect(once.map(({ headers }) => Number(headers['n']) + 1).sort()).toEqual(rows.map(({ id }) => Number(id)).sort());
    for (const key of keys) {
      const order = once.filter((record) => record.key === key).map(({ headers }) => Number(headers['n']));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  }, 60_000);

  it('sends nothing that it may not be sure of', async () => {
    const before = (await readTopic(broker, 'unit.events')).length;
    const unsure = () => {
      throw new Error('too late');
    };
    await expect(sender.deliver(rowsFrom(9_000), new AbortController().signal, never, unsure)).rejects.toThrow('too late');
    expect(await readTopic(broker, 'unit.events')).toHaveLength(before);
  });

  it('asks a last time when the request is written: to connect takes time', async () => {
    const before = (await readTopic(broker, 'unit.events')).length;
    let asked = 0;
    const unsureByThen = () => {
      asked += 1;
      if (asked > 2) throw new Error('too late');
    };
    await expect(sender.deliver(rowsFrom(9_000), new AbortController().signal, never, unsureByThen)).rejects.toThrow('too late');
    expect(await readTopic(broker, 'unit.events')).toHaveLength(before);
  });

  it('does not repeat within the driver what it may no longer be sure of', async () => {
    swallowNext = true;
    const before = lost;
    const unsureAfterOneTry = () => {
      if (lost > before) throw new Error('too late');
    };
    const sent = sender.deliver(rowsFrom(9_000), new AbortController().signal, never, unsureAfterOneTry);
    await expect(sent).rejects.toThrow('too late');
    expect([lost, sender.failingSince]).toEqual([before + 1, undefined]);
  });
});
