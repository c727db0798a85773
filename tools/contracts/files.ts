/** Files of the contracts, as they are read and written. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const SCHEMAS = 'libs/contracts/schemas';

export const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
export const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
export const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

export const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
