// Scrolls the list of tickets for ten seconds and tells how many frames took longer than 50 ms:
//   npm run scroll -- --base http://127.0.0.1:8080 --rows 10000
// A server with demo data must run. Rows are fetched first, so that only drawing is measured.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://127.0.0.1:8080' },
    login: { type: 'string', default: 'regulator' },
    password: { type: 'string', default: 'gongdan-demo' },
    rows: { type: 'string', default: '10000' },
    browser: { type: 'string', default: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});
const SECONDS = 10;

const browser = await chromium.launch({ executablePath: values.browser, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  await page.goto(`${values.base}/tickets`);
  await page.locator('input[autocomplete="username"]').fill(values.login);
  await page.locator('input[autocomplete="current-password"]').fill(values.password);
  await page.locator('button[type="submit"]').click();
  await page.locator('main [data-row-key]').first().waitFor();
  console.log(`${await fetchRows(page)} rows fetched`);
  await page.mouse.move(700, 500);
  const frames = page.evaluate(frameTimes, SECONDS * 1000);
  const began = Date.now();
  for (let at = 0; Date.now() - began < SECONDS * 1000; at += 1) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  const times = await frames;
  const slow = times.filter((ms) => ms > 50).length;
  console.log(`${times.length} frames in ${SECONDS} s, ${slow} over 50 ms (${((100 * slow) / times.length).toFixed(1)} %), the longest ${Math.round(Math.max(...times))} ms`);
} finally {
  await browser.close();
}

/** Asks for page after page until there are enough or no more. */
async function fetchRows(page) {
  const shown = async () => Number((await page.locator('.list-foot').textContent())?.replace(/[,\s]/g, '').match(/\d+/)?.[0] ?? 0);
  const more = page.locator('.list-foot button');
  let rows = await shown();
  while (rows < Number(values.rows) && (await more.count()) > 0) {
    await more.click();
    await page.waitForFunction((before) => Number(document.querySelector('.list-foot')?.textContent?.replace(/[,\s]/g, '').match(/\d+/)?.[0] ?? 0) > before, rows);
    rows = await shown();
  }
  return rows;
}

function frameTimes(duration) {
  return new Promise((done) => {
    const times = [];
    const began = globalThis.performance.now();
    let last = began;
    const next = (now) => {
      times.push(now - last);
      last = now;
      if (now - began < duration) globalThis.requestAnimationFrame(next);
      else done(times);
    };
    globalThis.requestAnimationFrame(next);
  });
}
