// Takes every main page as its people see it, in both languages, 1440 and 390 pixels wide:
//   npm run screenshots -- --base http://127.0.0.1:8080 --out ../target/screenshots [--only contract]
// A server with demo data must run; it gets a few drafts besides, so that every page has something to show. It also tells how long the list of tickets takes from asking for it to its rows.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { makeDrafts } from '../../tests/e2e/support/drafts.js';
import { addressOf, PAGES } from '../../tests/e2e/support/pages.js';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:8080' },
    out: { type: 'string', default: '../target/screenshots' },
    only: { type: 'string' },
    password: { type: 'string', default: 'gongdan-demo' },
    browser: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});
const WIDTHS = { 1440: 900, 390: 844 };
const LOCALES = { zh: 'zh-CN', en: 'en-GB' };

mkdirSync(values.out, { recursive: true });
await makeDrafts({ url: `${values.base}/graphql` });
const browser = await chromium.launch({ executablePath: values.browser, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  for (const [login, pages] of Object.entries(PAGES)) {
    if (values.only && values.only !== login) continue;
    for (const language of Object.keys(LOCALES)) await take(login, pages, language);
  }
} finally {
  await browser.close();
}

async function take(login, pages, language) {
  const origins = [
    {
      origin: new URL(values.base).origin,
      localStorage: [
        { name: 'gongdan.refresh', value: await refreshToken(login) },
        { name: 'gongdan.language', value: language },
      ],
    },
  ];
  const context = await browser.newContext({ locale: LOCALES[language], timezoneId: 'Asia/Shanghai', storageState: { cookies: [], origins } });
  const page = await context.newPage();
  for (const way of pages) {
    const links = page.url().startsWith('http') ? await page.locator('main a[href^="/"]').evaluateAll(linksOf) : [];
    const path = addressOf(way, page.url().slice(values.base.length), links);
    const name = typeof way === 'string' ? way : way[0];
    if (path === undefined) {
      console.log(`nothing leads to ${name}`);
      continue;
    }
    await page.setViewportSize({ width: 1440, height: WIDTHS[1440] });
    await page.goto(values.base + path, { waitUntil: 'domcontentloaded' });
    await page.locator('h1').first().waitFor();
    await settle(page, path);
    if (path === '/tickets') await timeRows(page);
    for (const [width, height] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width: Number(width), height });
      await settle(page, path);
      const file = `${values.out}/${login}${name.replace(/\W+/g, '-').replace(/-$/, '')}-${language}-${width}.png`;
      await page.screenshot({ path: file, animations: 'disabled' });
      console.log(file);
    }
  }
  await context.close();
}

function linksOf(links) {
  return links.map((link) => ({ href: link.getAttribute('href'), text: link.textContent }));
}

/** From following the link to the first rows, with the console already there. */
async function timeRows(page) {
  await page.goto(values.base);
  await settle(page, '/');
  const link = page.locator('nav a[href^="/tickets"]').first();
  await link.waitFor();
  const began = globalThis.performance.now();
  await link.click();
  await page.locator('main [data-row-key]').nth(4).waitFor();
  console.log(`tickets: ${Math.round(globalThis.performance.now() - began)} ms to the rows of the list`);
}

async function settle(page, path) {
  const busy = () => !document.querySelector('[aria-busy="true"], .ant-spin-spinning, .ant-skeleton, .chart-wait');
  await page.waitForFunction(busy, null, { timeout: 30_000 }).catch(() => console.log(`${path} is still loading`));
}

async function refreshToken(login) {
  const query = 'mutation ($input: LogInInput!) { logIn(input: $input) { session { refreshToken } } }';
  const response = await fetch(`${values.base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input: { login, password: values.password } } }),
  });
  const answer = await response.json();
  const token = answer.data?.logIn.session?.refreshToken;
  if (!token) throw new Error(`${login} cannot log in: ${JSON.stringify(answer)}`);
  return token;
}
