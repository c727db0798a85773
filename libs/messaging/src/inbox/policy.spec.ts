import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@siger/contracts';
import { PoisonError, TransientError } from '../errors.js';
import { Alarm, Backoff } from '../backoff.js';
import { isProgramFault, isTransient, lookIn, nameOf, repeatingConflicts, retryWait } from './policy.js';

const sql = (code: string) => Object.assign(new Error(`Key (name)=(Siti) already exists`), { code, name: 'QueryFailedError' });

describe('the error policy', () => {
  it('waits for what is down, and for nothing else', () => {
    expect([new TransientError(), sql('08006'), sql('57P01'), sql('ECONNREFUSED')].map(isTransient)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      [new Error('x'), new PoisonError('x'), sql('23505'), sql('57014'), new DomainError('not-found'), 'x'].map(isTransient),
    ).not.toContain(true);
  });

  it('repeats what got into the way of another, five times, and nothing else', async () => {
    let tries = 0;
    const failing = (code: string, until: number) => () => (++tries < until ? Promise.reject(sql(code)) : Promise.resolve(tries));
    expect(await repeatingConflicts(failing('40P01', 4))).toBe(4);
    tries = 0;
    await expect(repeatingConflicts(failing('40001', 99))).rejects.toThrow();
    expect(tries).toBe(5);
    tries = 0;
    await expect(repeatingConflicts(failing('23505', 99))).rejects.toThrow();
    expect(tries).toBe(1);
  });

  it('keeps no word of a database', () => {
    expect(nameOf(sql('23505'))).toBe('QueryFailedError 23505');
    expect(nameOf(new DomainError('not-found'))).toBe('DomainError not-found');
    expect(nameOf(new TypeError('x is not a function'))).toBe('TypeError: x is not a function');
    expect(nameOf(new Error('a\0b'))).toBe('Error: a\uFFFDb');
    expect(nameOf('x')).toBe('unknown');
  });

  it('tries a failed event three times within a moment, then after ten seconds and each time after twice as long, at most an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 12, 13, 14].map(retryWait)).toEqual([0.05, 0.25, 1, 10, 20, 40, 2_560, 3_600, 3_600]);
  });

  it('looks for what comes due when it is due, although a timer may end a millisecond early', () => {
    expect([0.05, 0.25, 1].map((seconds) => lookIn(seconds) - seconds * 1_000).every((later) => later > 1 && later < 10)).toBe(
      true,
    );
  });

  it('knows a fault of the program beneath what kafkajs makes of it', () => {
    expect(isProgramFault(new Error('retries exceeded', { cause: new TypeError('x') }))).toBe(true);
    expect(isProgramFault(new Error('no coordinator'))).toBe(false);
  });
});

describe('waiting', () => {
  it('grows up to its longest and begins anew', () => {
    const backoff = new Backoff(100, 1_000);
    const waits = Array.from({ length: 6 }, () => backoff.next());
    waits.forEach((wait, i) => {
      const plain = Math.min(100 * 2 ** i, 1_000);
      expect(wait).toBeGreaterThanOrEqual(plain * 0.9);
      expect(wait).toBeLessThanOrEqual(plain * 1.1);
    });
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(110);
  });

  it('ends with a call, also with one that came before', async () => {
    const alarm = new Alarm();
    alarm.wake();
    expect(await alarm.sleep(60_000)).toBe(true);
    const sleeping = alarm.sleep(60_000);
    alarm.wake();
    expect(await sleeping).toBe(true);
    expect(await alarm.sleep(1)).toBe(false);
  });

  it('does not end for a call that has been answered', async () => {
    const alarm = new Alarm();
    alarm.wake();
    alarm.answer();
    expect(await alarm.sleep(1)).toBe(false);
  });
});
