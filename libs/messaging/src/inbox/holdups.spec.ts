import { describe, expect, it } from '@jest/globals';
import { TransientError } from '../errors.js';
import { Holdups } from './holdups.js';

const at = (partition: number) => ({ topic: 'unit.events', partition });
const fault = new TypeError('undefined is not a function');

describe('what holds a partition', () => {
  it('is told apart: what is down, and a fault of the program', () => {
    const holdups = new Holdups('training.fast');
    holdups.next(at(1), new Error('connect ECONNREFUSED'));
    expect(holdups.describe()).toBe('waits for what is down on unit.events/1');
    holdups.next(at(2), fault);
    expect(holdups.describe()).toBe(
      'is held by a fault of the program on unit.events/2, and waits for what is down on unit.events/1',
    );
    holdups.next(at(1), Object.assign(new Error('relation "inbox_offset" does not exist'), { code: '42P01' }));
    expect(holdups.describe()).toBe('is held by a fault of the program on unit.events/1, unit.events/2');
    holdups.over(at(1));
    expect(holdups.describe()).toBe('is held by a fault of the program on unit.events/2');
    holdups.next(at(2), new TransientError('the archive is away', { cause: new TypeError('fetch failed') }));
    expect(holdups.describe()).toBe('waits for what is down on unit.events/2');
    holdups.clear();
    expect(holdups.describe()).toBeUndefined();
  });

  it('is tried again after waits that grow, whatever it is; not told where it is known how long it takes', () => {
    const holdups = new Holdups('training.fast');
    const waits = Array.from({ length: 6 }, (_, n) => holdups.next(at(1), n % 2 ? fault : new Error('away')));
    expect(waits.at(-1)).toBeGreaterThan(waits[0] ?? Infinity);
    expect(holdups.next(at(3), new TransientError('later', { waitMs: 70 }))).toBe(70);
    expect(holdups.describe()).not.toContain('unit.events/3');
  });
});
