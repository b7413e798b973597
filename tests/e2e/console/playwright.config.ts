import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

/** Chromium refuses to run as root with a sandbox. */
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../../target/console-stories', import.meta.url)),
  // A worker has an executable and a browser of its own, which two cores are just enough for.
  workers: 1,
  forbidOnly: true,
  // Wide: a story waits for what it sees, however slow the machine is.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: 'list',
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--disable-gpu', '--disable-dev-shm-usage', ...(asRoot ? ['--no-sandbox'] : [])],
    },
    actionTimeout: 30_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // The console has a calm way for those who ask for it; half of a motion has no contrast that could be measured.
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
  },
});
