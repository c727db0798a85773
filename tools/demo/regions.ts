import { getRegencies } from 'idn-area-data';

export interface Region {
  readonly name: string;
  /** Code of the Ministry of Home Affairs, `18.05`. */
  readonly kemendagri: string;
  /** Code of Statistics Indonesia, `1808`: another number for the same place. */
  readonly bps: string;
}

/** The two code systems differ for the first eight regions of Lampung. */
const bpsOf: Readonly<Record<string, string>> = {
  '18.01': '1803',
  '18.02': '1805',
  '18.03': '1806',
  '18.04': '1801',
  '18.05': '1808',
  '18.06': '1802',
  '18.07': '1804',
  '18.08': '1807',
  '18.09': '1809',
  '18.10': '1810',
  '18.11': '1811',
  '18.12': '1812',
  '18.13': '1813',
  '18.71': '1871',
  '18.72': '1872',
};

const titled = (name: string) => name.toLowerCase().replace(/(^|\s)\S/g, (letter) => letter.toUpperCase());

/** The fifteen regions of Lampung, in the order of their Kemendagri codes. */
export const regionsOfLampung = async (): Promise<Region[]> => {
  const regencies = await getRegencies();
  return regencies
    .filter(({ code }) => code.startsWith('18'))
    .map(({ code, name }) => {
      const kemendagri = code.includes('.') ? code : `${code.slice(0, 2)}.${code.slice(2)}`;
      const bps = bpsOf[kemendagri];
      if (!bps) throw new Error(`No BPS code is known for ${kemendagri} ${name}`);
      return { name: titled(name), kemendagri, bps };
    })
    .sort((a, b) => (a.kemendagri < b.kemendagri ? -1 : 1));
};
