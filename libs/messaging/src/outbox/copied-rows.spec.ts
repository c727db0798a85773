import { describe, expect, it, jest } from '@jest/globals';
import { CopiedRows } from './copied-rows.js';

const int = (bytes: 2 | 4 | 8, value: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, bytes === 8 ? 2 : 0, Math.min(bytes, 6));
  return buffer;
};
const field = (bytes: Buffer | null) => (bytes ? Buffer.concat([int(4, bytes.length), bytes]) : int(4, -1));
const row = (...fields: (Buffer | null)[]) => Buffer.concat([int(2, fields.length), ...fields.map(field)]);
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

describe('rows as a copy sends them', () => {
  const tell = (...chunks: Buffer[]) => {
    const copied = new CopiedRows('');
    for (const chunk of chunks) {
      copied.handleCopyData({ chunk });
      // The client's next message comes to the same place.
      chunk.fill(0);
    }
    copied.handleReadyForQuery();
    return copied.rows;
  };
  const hdr = Buffer.from([1, 0, 255]);
  const first = () => row(int(8, 7), Buffer.from('unit.events'), Buffer.from('ключ'), hdr, Buffer.from([0, 200]), int(2, 11));

  it('are read with every byte as it was, and nothing where there is none', async () => {
    const gone = row(int(8, 8), Buffer.from('unit.snapshot'), Buffer.from('k'), Buffer.from([0]), null, int(2, 0));
    expect(await tell(Buffer.concat([head, first()]), gone, int(2, -1))).toEqual([
      { id: '7', topic: 'unit.events', key: 'ключ', hdr, payload: Buffer.from([0, 200]), part: 11 },
      { id: '8', topic: 'unit.snapshot', key: 'k', hdr: Buffer.from([0]), payload: null, part: 0 },
    ]);
  });

  it('may come behind a signature that is alone', async () => {
    expect(await tell(Buffer.from(head), first(), int(2, -1))).toHaveLength(1);
    expect(await tell(Buffer.from(head), int(2, -1))).toEqual([]);
  });

  it('that lack something are refused', async () => {
    await expect(tell(row(int(8, 7), null, null, hdr, null, int(2, 1)))).rejects.toThrow(/lacks/);
  });

  it('let the driver go when they are done, or it keeps them until its timer has run out', async () => {
    const [done, failed] = [new CopiedRows(''), new CopiedRows('')];
    const [left, right] = [jest.fn(), jest.fn()];
    Object.assign(done, { callback: left });
    Object.assign(failed, { callback: right });
    done.handleReadyForQuery();
    failed.handleError(new Error('gone'));
    await expect(failed.rows).rejects.toThrow('gone');
    expect(left.mock.calls).toEqual([[]]);
    expect(right.mock.calls).toEqual([[new Error('gone')]]);
  });
});
