// Takes a picture of a page as somebody sees it:
//   node scripts/look.mjs --as contract --path /contracts --width 390 --lang en --dark --out picture.png
// Without --as nobody is logged in. --full takes the whole page, --wait waits for a selector, --click clicks one first (again for several).
// It prints what the browser's console said, requests to other hosts and, with --axe, what axe finds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    as: { type: 'string' },
    path: { type: 'string', default: '/' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string' },
    lang: { type: 'string', default: 'zh' },
    dark: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    axe: { type: 'boolean', default: false },
    wait: { type: 'string' },
    click: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: 'look.png' },
    base: { type: 'string', default: 'http://127.0.0.1:5173' },
    password: { type: 'string', default: 'gongdan-demo' },
    browser: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});

const width = Number(values.width);
const height = Number(values.height ?? (width < 800 ? 844 : 900));
const browser = await chromium.launch({ executablePath: values.browser, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: values.dark ? 'dark' : 'light',
    locale: values.lang === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
  });
  const own = new URL(values.base).host;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.log(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`page error: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== own) console.log(`request to ${url.host}: ${url.pathname}`);
  });
  // A file that changes meanwhile shall not make the development server reload the page.
  await page.routeWebSocket((url) => url.searchParams.has('token') && url.pathname === '/', () => {});
  const refresh = values.as ? await logIn(values.as) : null;
  await page.addInitScript(
    ({ lang, token }) => {
      if (localStorage.getItem('gongdan.language')) return;
      localStorage.setItem('gongdan.language', lang);
      if (token) localStorage.setItem('gongdan.refresh', token);
    },
    { lang: values.lang, token: refresh },
  );
  await page.goto(values.base + values.path, { waitUntil: 'domcontentloaded' });
  await page.locator('h1').first().waitFor({ timeout: 30_000 });
  if (values.wait) await page.locator(values.wait).first().waitFor({ timeout: 20_000 });
  await settle(page);
  for (const selector of values.click) {
    await page.locator(selector).first().click();
    await settle(page);
  }
  if (values.axe) await audit(page);
  await page.screenshot({ path: values.out, fullPage: values.full });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) console.log(`the page is ${wide} pixels wide in a window of ${width}`);
  console.log(`${values.out}: ${await page.title()}`);
} finally {
  await browser.close();
}

async function logIn(login) {
  const query = 'mutation($input: LogInInput!) { logIn(input: $input) { session { refreshToken } } }';
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

/** Nothing is being loaded any more: no busy region, no spinner, and the motion is over. */
async function settle(page) {
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"], .ant-spin-spinning, .chart-wait'), null, { timeout: 20_000 }).catch(() => console.log('still loading'));
  await page.waitForTimeout(600);
}

async function audit(page) {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    console.log(`axe ${violation.impact}: ${violation.id}: ${violation.help}`);
    for (const node of violation.nodes.slice(0, 5)) console.log(`    ${node.target.join(' ')}: ${node.html.slice(0, 160)}`);
  }
  if (found.violations.length === 0) console.log('axe: nothing found');
}
