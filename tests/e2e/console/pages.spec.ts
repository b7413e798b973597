// Every page of every feature as somebody opens it who may: it has a heading and its words. In Chinese on a screen, where it is accessible;
// in English, whose words are longer, on a phone, where it scrolls in one direction.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { makeDrafts } from '../support/drafts.js';
import { addressOf, PAGES } from '../support/pages.js';
import { expect, expectAccessible, test } from './story.ts';

const SOURCE = path.join(import.meta.dirname, '../../../web/src');
const PHONE = { width: 390, height: 844 };
/** For one page, in milliseconds, on a machine that has much else to do. */
const PATIENCE = 40_000;

/** Every file of that name in the folder of a feature. */
function featureFiles(name: string): { folder: string; text: string }[] {
  const folders = readdirSync(SOURCE).filter((folder) => existsSync(path.join(SOURCE, folder, name)));
  return folders.map((folder) => ({ folder, text: readFileSync(path.join(SOURCE, folder, name), 'utf8') }));
}

/** What the router knows. */
function routes(): string[] {
  return featureFiles('feature.ts').flatMap(({ text }) => [...text.matchAll(/path: '([^']*)', page:/g)].map(([, route]) => `/${route}`));
}

/** The first parts of the keys of all words. */
function groups(): string[] {
  return featureFiles('locale.zh.json').flatMap(({ folder, text }) => {
    const words: Record<string, unknown> = JSON.parse(text);
    return [folder, ...Object.keys(words).filter((name) => typeof words[name] === 'object')];
  });
}

/** Goes there as a link does, without starting the console again, and waits until what was there before is gone. */
async function follow(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('h1')?.setAttribute('data-before', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await expect(page.locator('h1:not([data-before])')).toBeVisible();
}

function linksOf(page: Page): Promise<{ href: string; text: string }[]> {
  return page.locator('main a[href^="/"]').evaluateAll((all) => all.map((link) => ({ href: link.getAttribute('href') ?? '', text: link.textContent })));
}

/** Opens what the rows of a table hold back on a phone. */
async function unfold(page: Page): Promise<void> {
  const closed = page.locator('main [aria-expanded="false"].ant-table-row-expand-icon');
  for (let left = await closed.count(); left > 0; left -= 1) await closed.first().click();
}

async function expectSettled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"], .ant-spin-spinning, .ant-skeleton, .chart-wait').filter({ visible: true })).toHaveCount(0);
  await expect(page.locator('.query-error')).toHaveCount(0);
}

/** It scrolls in one direction. */
async function expectNarrow(page: Page): Promise<void> {
  await expect.soft.poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'the page is wider than a phone').toBeLessThanOrEqual(PHONE.width);
}

/** Texts that stand for a word that nobody wrote: keys, constants, values that are none. */
function rawTexts(groups: readonly string[]): string[] {
  const key = /^[a-z][A-Za-z]*([.:][A-Za-z0-9_]+)+$/;
  const constant = /^[A-Z]{2,}(_[A-Z0-9]+)+$/;
  const none = /\{\{|\[object |\bundefined\b|\bNaN\b|Invalid Date/;
  const texts: string[] = [document.title];
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('script, style, code')) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name) ?? '');
    for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent ?? '');
  }
  const raw = (text: string) => (key.test(text) && groups.includes(text.split(/[.:]/)[0] ?? '')) || constant.test(text) || none.test(text);
  return [...new Set(texts.map((text) => text.trim()).filter(raw))];
}

test('each route of each feature is one of these pages', () => {
  const opened = Object.values(PAGES).flatMap((ways) => ways.map((way) => (typeof way === 'string' ? way : way[0]).split('?')[0]));
  expect(routes().length).toBeGreaterThan(50);
  expect(routes().filter((route) => !opened.includes(route))).toEqual([]);
});

test.beforeAll(({ gongdan }) => makeDrafts({ url: `${gongdan.origin}/graphql` }));

for (const [login, ways] of Object.entries(PAGES)) {
  for (const language of ['zh', 'en'] as const) {
    test(`${login} opens every page: ${language}`, async ({ as }) => {
      test.setTimeout(120_000 + ways.length * PATIENCE);
      const page = await as(login, '/account', language);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (language === 'en') await page.setViewportSize(PHONE);
      for (const way of ways) {
        await test.step(String(way), async () => {
          let address = addressOf(way, new URL(page.url()).pathname, await linksOf(page));
          if (address === undefined) {
            await unfold(page);
            address = addressOf(way, new URL(page.url()).pathname, await linksOf(page));
          }
          expect(address, 'nothing leads there').toBeDefined();
          await follow(page, address ?? '');
          await expectSettled(page);
          const heading = page.getByRole('heading', { level: 1 });
          await expect(heading).toHaveCount(1);
          await expect(heading).not.toHaveText(/^$|找不到页面|Page not found|页面出错了|This page has failed/);
          await expect(page).toHaveTitle(language === 'zh' ? /.+ · 工单$/ : /.+ · Gongdan$/);
          expect.soft(await page.evaluate(rawTexts, groups()), 'words that nobody wrote').toEqual([]);
          // What axe looks at is the same in both languages.
          if (language === 'zh') await expectAccessible(page);
          else await expectNarrow(page);
        });
      }
    });
  }
}
