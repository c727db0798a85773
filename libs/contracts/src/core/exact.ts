import Big from 'big.js';
import { Fraction } from 'fraction.js';

/** The decimal that was written, exactly: `0.1` is one tenth. Text may also be a ratio (`"1/9"`). */
export const exact = (value: number | string): Fraction =>
  new Fraction(typeof value === 'number' ? new Big(String(value)).toFixed() : value);

export const zero = exact(0);

/** An official figure: rounded once, half away from zero, with that many decimals (`80.555` is `"80.56"`). */
export const halfUp = (value: Fraction, decimals: number): string => {
  const rounded = (2n * value.n * 10n ** BigInt(decimals) + value.d) / (2n * value.d);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = value.s < 0n && rounded > 0n ? '-' : '';
  return `${sign}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ''}`;
};

export type { Fraction };
