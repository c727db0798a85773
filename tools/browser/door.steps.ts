import { allEvents, demoAccounts, demoPassword, eventSchema, fieldDocs } from '@siger/contracts';
import type { Locator, Page } from 'playwright-core';
import { demand } from '../journey/gateway.ts';
import type { ConsoleWatch } from './watch.ts';

export interface Door {
  readonly page: Page;
  readonly url: string;
  readonly watch: ConsoleWatch;
}

/** A phone that many people have. */
const phone = { width: 360, height: 740 };
const desk = { width: 1200, height: 900 };

const fits = async (page: Page, what: string): Promise<void> => {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  demand(wide <= 0, `${what} fits a phone (it is ${wide} px too wide)`);
};

/** The front page on a phone, and every link of it. */
export const frontPage = async ({ page, url }: Door): Promise<string> => {
  await page.setViewportSize(phone);
  await page.goto(`${url}/`);
  await fits(page, 'the front page');
  const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  for (const link of links) {
    const response = await page.goto(`${url}${link}`, { waitUntil: 'networkidle' });
    demand(response?.status() === 200, `${link} answers 200`);
  }
  return `the front page leads to ${links.join(' ')}`;
};

/** Every event of the contracts is told, with a line for every field of its schema and an example. */
export const eventCatalogue = async ({ page, url }: Door): Promise<string> => {
  await page.goto(`${url}/`);
  await page.getByRole('link', { name: 'Katalog peristiwa' }).click();
  await fits(page, 'the catalogue');
  const rows = new Map(
    await page
      .locator('article')
      .evaluateAll((all) => all.map((one) => [one.id, one.querySelectorAll('tbody tr').length] as const)),
  );
  for (const contract of allEvents())
    demand(
      rows.get(contract.type) === fieldDocs(eventSchema(contract)).length,
      `${contract.type} shows every field of its schema`,
    );
  const [first] = allEvents();
  await page.getByRole('link', { name: first?.type ?? '', exact: true }).click();
  const shown = page.locator(`article[id="${first?.type}"]`);
  await shown.getByText('Contoh').click();
  demand(await shown.locator('pre').first().isVisible(), 'an example can be opened');
  return `/events tells ${rows.size} events, every field of each`;
};

/** The dialogue of the API page in which a person signs in by the authorization code and PKCE. */
const openDialogue = async (page: Page): Promise<Locator> => {
  await page.locator('.scheme-container button.authorize').click();
  return page.locator('.auth-container', { hasText: 'authorizationCode with PKCE' });
};

/** Signs in from the API page, at first with a wrong password. */
export const signIn = async ({ page, url, watch }: Door): Promise<string> => {
  await page.setViewportSize(desk);
  await page.goto(`${url}/docs`);
  const dialogue = await openDialogue(page);
  const [window] = await Promise.all([page.waitForEvent('popup'), dialogue.locator('button.authorize').click()]);
  await window.setViewportSize(phone);
  await window.getByText('Akun demo').click();
  await fits(window, 'the sign-in page');
  await window.getByLabel('Surel').fill(demoAccounts[0]?.email ?? '');
  const enter = async (password: string): Promise<void> => {
    await window.getByLabel('Kata sandi').fill(password);
    await window.getByRole('button', { name: 'Masuk' }).click();
  };
  await enter('salah');
  const why = await window.getByRole('alert').textContent();
  demand(why === 'Surel atau kata sandi salah.', `a wrong password is told in Indonesian (it said ${why})`);
  const refused = watch.take();
  demand(
    refused.length === 1 && /status of 401/.test(refused[0] ?? ''),
    `only the 401 is in the console (${refused.join('; ')})`,
  );
  await Promise.all([window.waitForEvent('close'), enter(demoPassword)]);
  await dialogue.locator('button', { hasText: 'Logout' }).waitFor();
  await dialogue.locator('.btn-done').click();
  return `${demoAccounts[0]?.email} signed in from /docs; a wrong password was told: ${why}`;
};

/** Asks for the person's plans by the API page's own form. */
export const tryItOut = async ({ page }: Door): Promise<string> => {
  await page.locator('.opblock-tag', { hasText: 'appraisal' }).click();
  const operation = page.locator('.opblock-get', { has: page.locator('[data-path="/v1/plans"]') });
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  const answer = operation.locator('.live-responses-table tbody .response').first();
  const status = (await answer.locator('.response-col_status').textContent())?.trim();
  demand(status?.startsWith('200') === true, `GET /v1/plans answers 200 (it said ${status})`);
  const { items } = JSON.parse((await answer.locator('pre').first().textContent()) ?? '') as { items: { id: string }[] };
  demand(items.length > 0, 'the employee has a plan');
  return `"Try it out" of GET /v1/plans answered 200 with ${items.length} plans`;
};

/** Signs out, after which the page of the sign-in asks again. */
export const signOut = async ({ page, url }: Door): Promise<string> => {
  await page.setViewportSize(phone);
  await page.goto(`${url}/oidc/session/end`);
  await fits(page, 'the page of signing out');
  await page.getByRole('button', { name: 'Ya, keluar' }).click();
  const said = await page.getByRole('heading').textContent();
  demand(said === 'Anda sudah keluar.', `the person is told to be signed out (it said ${said})`);
  await page.setViewportSize(desk);
  await page.goto(`${url}/docs`);
  const dialogue = await openDialogue(page);
  await dialogue.locator('button', { hasText: 'Logout' }).click();
  const [window] = await Promise.all([page.waitForEvent('popup'), dialogue.locator('button.authorize').click()]);
  await window.getByLabel('Kata sandi').waitFor();
  await window.close();
  return 'signed out; the next sign-in asks for the password again';
};
