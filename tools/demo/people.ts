import { fakerID_ID as faker } from '@faker-js/faker';
import type { Chance } from './random.ts';

export interface Identity {
  readonly nip: string;
  readonly name: string;
  readonly status: 'PNS' | 'PPPK';
  /** Year of the first appointment. */
  readonly appointed: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/**
 * Makes people with plausible names and valid, unique numbers (PerKa BKN 22/2007): birth date, first appointment, sex, sequence.
 * A PPPK's number has the contract code 21 where a PNS's has the month.
 */
export const peopleMaker = (chance: Chance) => {
  faker.seed(chance.whole(1, 1_000_000_000));
  const sequences = new Map<string, number>();

  return (): Identity => {
    const female = chance.next() < 0.56;
    const status = chance.next() < 0.28 ? 'PPPK' : 'PNS';
    const born = chance.whole(1967, 2000);
    const entered = Math.min(Math.max(born + chance.whole(21, 34), 1990), 2023);
    const appointed = status === 'PPPK' ? Math.max(entered, 2019) : entered;
    const start = status === 'PPPK' ? `${appointed}21` : `${appointed}${two(chance.pick([1, 3, 4, 12]))}`;
    const prefix = `${born}${two(chance.whole(1, 12))}${two(chance.whole(1, 28))}${start}${female ? 2 : 1}`;
    const sequence = (sequences.get(prefix) ?? 0) + 1;
    sequences.set(prefix, sequence);
    const sex = female ? 'female' : 'male';
    return {
      nip: `${prefix}${String(sequence).padStart(3, '0')}`,
      name: `${faker.person.firstName(sex)} ${faker.person.lastName(sex)}`,
      status,
      appointed,
    };
  };
};
