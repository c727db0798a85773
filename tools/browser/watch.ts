import type { BrowserContext } from 'playwright-core';

/** What a person would only see in the browser's console: errors of scripts, refusals of a policy, files that are not there. */
export class ConsoleWatch {
  readonly #seen: string[] = [];

  constructor(browser: BrowserContext) {
    browser.on('console', (line) => {
      if (['error', 'warning'].includes(line.type())) this.#seen.push(`${line.text()} (${pathOf(line.location().url)})`);
    });
    browser.on('weberror', (error) => void this.#seen.push(error.error().message));
  }

  /** Everything since the last time, and forgets it. */
  take(): string[] {
    return this.#seen.splice(0);
  }
}

const pathOf = (url: string): string => URL.parse(url)?.pathname ?? url;
