import { describe, expect, it } from '@jest/globals';
import { languageOf } from './words.js';

describe('the language of a page', () => {
  it.each([
    [undefined, 'id'],
    ['', 'id'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['id,en;q=0.8', 'id'],
    ['en;q=0.3, id;q=0.7', 'id'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0, id;q=0.1', 'id'],
    ['de', 'id'],
    ['en id', 'en'],
  ] as const)('for %p is %s', (wanted, language) => expect(languageOf(wanted)).toBe(language));
});
