import { existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { around } from './seams.ts';

/** Points of a process at which it can be killed or stopped. */
export const points = [
  'commit-before-reply',
  'during-send',
  'before-send',
  'after-ack-before-cursor',
  'before-slice',
  'inside-transaction',
  'after-effect-before-offset',
] as const;
export type Point = (typeof points)[number];

interface Order {
  point: Point;
  action: 'kill' | 'stop';
  skip: number;
}

const armed = process.env['SIGER_CHAOS_ARMED'] ?? '';
const hit = process.env['SIGER_CHAOS_HIT'] ?? '';

const orderFor = (point: Point): Order | undefined => {
  if (!existsSync(armed)) return undefined;
  const order = JSON.parse(readFileSync(armed, 'utf8')) as Order;
  if (order.point !== point) return undefined;
  if (order.skip === 0) return order;
  writeFileSync(`${armed}.new`, JSON.stringify({ ...order, skip: order.skip - 1 }));
  renameSync(`${armed}.new`, armed);
  return undefined;
};

/** The order is carried out once: what happened is on the disk before the process is gone. */
const carryOut = ({ point, action }: Order, detail: string): void => {
  rmSync(armed);
  const file = openSync(`${hit}.new`, 'w');
  writeSync(file, `${point}: ${detail}`);
  fsyncSync(file);
  renameSync(`${hit}.new`, hit);
  process.kill(process.pid, action === 'kill' ? 'SIGKILL' : 'SIGSTOP');
};
const pass = (point: Point, detail: () => string): void => {
  const order = orderFor(point);
  if (order) carryOut(order, detail());
};

interface Sized {
  length: number;
}

export const installFailpoints = async (): Promise<void> => {
  await around(
    'change',
    (original) =>
      async function (...args) {
        const view: unknown = await original.apply(this, args);
        pass('commit-before-reply', () => `${(args[0] as { url: string }).url} is committed and not answered`);
        return view;
      },
  );
  await around(
    'deliver',
    (original) =>
      async function (...args) {
        const rows = args[0] as Sized;
        pass('before-send', () => `${rows.length} rows are read and not sent`);
        await original.apply(this, args);
        pass('after-ack-before-cursor', () => `${rows.length} rows are acknowledged and the cursor has not moved`);
      },
  );
  await around(
    'send',
    (original) =>
      async function (...args) {
        const sending = original.apply(this, args) as Promise<void>;
        const order = this.producer ? orderFor('during-send') : undefined;
        if (!order) return sending;
        let acknowledged = false;
        void sending.then(() => (acknowledged = true));
        await sleep(1);
        carryOut(
          order,
          `${(args[0] as Sized).length} rows are on their way, ${acknowledged ? 'just acknowledged' : 'not acknowledged'}`,
        );
      },
  );
  const effects = (items: unknown) => `${(items as Sized).length} events`;
  await around(
    'slice',
    (original) =>
      async function (...args) {
        const items = args[1] as Sized;
        if (items.length > 0) pass('before-slice', () => `${effects(items)} are fetched`);
        await original.apply(this, args);
        if (items.length > 0)
          pass('after-effect-before-offset', () => `${effects(items)} have their effect, the offset is not committed`);
      },
  );
  await around(
    'handle',
    (original) =>
      async function (...args) {
        await original.apply(this, args);
        const { consumer } = args[1] as { consumer: string };
        if (!consumer.endsWith('.directory'))
          pass(
            'inside-transaction',
            () => `${effects((args[2] as { items: unknown }).items)} of ${consumer} are written and not committed`,
          );
      },
  );
};
