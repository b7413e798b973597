// What each story of the console has: an executable of its own with demo data, and a browser whose complaints fail it.
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test';
import { demo, home, PASSWORD, start } from '../support/gongdan.js';

export { expect, PASSWORD };

/** Stories log in again and again under few names. */
const LIMITS = { GONGDAN_AUTH__LOG_INS_PER_NAME: '1000', GONGDAN_AUTH__LOG_INS_PER_PEER: '1000' };

export type Language = 'zh' | 'en';
export const LANGUAGES = ['zh', 'en'] as const satisfies readonly Language[];
const LOCALES = { zh: 'zh-CN', en: 'en-GB' } as const;

/** An executable that answers. */
export type Running = { origin: string };

type Stories = {
  asks: Asks;
  /** Opens a page as somebody who logs in for it, in a browser of their own that prefers this language. */
  as: (login: string, path: string, language?: Language, password?: string) => Promise<Page>;
};
type Servers = { gongdan: Running };

/** What a context of the browser has asked for and complained about. */
export class Asks {
  readonly complaints: string[] = [];
  /** Texts of complaints that the story means to cause: a browser complains of every 401. */
  readonly meant: string[] = [];
  readonly hosts = new Set<string>();

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      const text = message.text();
      if (message.type() !== 'error' || this.meant.some((part) => text.includes(part))) return;
      this.complaints.push(`${message.location().url}: ${text}`);
    });
    context.on('weberror', (problem) => this.complaints.push(String(problem.error())));
    context.on('request', (request) => this.note(request.url()));
    context.on('page', (page) => page.on('websocket', (socket) => this.note(socket.url())));
  }

  private note(address: string): void {
    const { protocol, host } = new URL(address);
    if (protocol !== 'data:' && protocol !== 'blob:') this.hosts.add(host);
  }
}

export const test = base.extend<Stories, Servers>({
  gongdan: [
    // Playwright reads from the braces which fixtures it takes.
    async ({}, use) => {
      const at = await home();
      try {
        await demo(at, 400);
        const running = await start(at, LIMITS);
        await use({ origin: new URL(running.url).origin });
        await running.stop();
      } finally {
        await at.remove();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ gongdan }, use) => use(gongdan.origin),
  asks: [
    async ({ context, gongdan }, use) => {
      const asks = new Asks();
      asks.watch(context);
      await use(asks);
      expect(asks.complaints, 'errors in the console of the browser').toEqual([]);
      const own = new URL(gongdan.origin).host;
      expect([...asks.hosts].filter((host) => host !== own), 'requests to other hosts').toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ browser, asks }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (login, path, language = 'zh', password = PASSWORD) => {
      const context = await browser.newContext({ locale: LOCALES[language] });
      contexts.push(context);
      asks.watch(context);
      const page = await context.newPage();
      await logIn(page, login, path, password);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** What the console says in a language, of what stands here in both. */
export const wordsOf = (language: Language) => (zh: string, en: string) => (language === 'zh' ? zh : en);

/** By the side navigation, as people go. */
export async function go(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation', { name: /^(主导航|Main navigation)$/ }).getByRole('link', { name: entry, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(entry);
}

/** Opens a page as somebody who has to log in first; ends on that page. */
export async function logIn(page: Page, login: string, path = '/', password = PASSWORD): Promise<void> {
  await page.goto(path);
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await expect(page.locator('input[autocomplete="current-password"]')).toHaveCount(0);
}

/** Presses a button of the page and the same one of the dialog that asks for more. */
export async function take(page: Page, act: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: act, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill?.(dialog);
  await dialog.getByRole('button', { name: act, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Chooses in a list that opens below a field; one that looks for what is written is given a `text` that the option is the best answer to. */
export async function choose(field: Locator, option: string, text?: string): Promise<void> {
  const list = field.page().locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  const wanted = list.getByTitle(option, { exact: true });
  if (text === undefined) {
    await field.click();
    await expect(list.locator('[title]').first()).toBeVisible();
    // A long list draws only what is in sight.
    for (let left = 30; left > 0 && !(await wanted.isVisible()); left -= 1) await field.press('ArrowDown');
  } else {
    await field.fill(text);
    // What was there before the answer is about to be replaced, but for what is chosen already.
    await expect(list.locator('.ant-select-item-option:not(.ant-select-item-option-selected)').first()).toHaveAttribute('title', option);
  }
  await wanted.click();
  await expect(list).toHaveCount(0);
}

/** Rows of a list, of those with this text; the long lists draw theirs without a role. */
export function rowsOf(page: Page, text?: string | RegExp): Locator {
  const rows = page.locator('main [data-row-key]');
  return text === undefined ? rows : rows.filter({ hasText: text });
}

/** The page as it stands has no serious or critical finding of axe. */
export async function expectAccessible(page: Page): Promise<void> {
  // As one page: there are no frames, and another page to put results together in takes as long as the check.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = grave.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect.soft(told, 'serious findings of axe').toEqual([]);
}
