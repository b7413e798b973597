// Whoever comes first: the page for logging in, in both languages, and what comes over the wire for it.
import { expect, expectAccessible, logIn, test } from './story.ts';

test('any address asks who it is, in Chinese or English, and then shows what was asked for', async ({ page }) => {
  await page.goto('/account');
  await expect(page).toHaveTitle('登录 · 工单');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveTitle('Log in · Gongdan');
  await expect(page.getByRole('button', { name: 'Log in' })).toBeVisible();
  await logIn(page, 'clerk', '/account');
  await expect(page).toHaveURL('/account');
});

test('a wrong password is refused beside the form', async ({ page, asks }) => {
  asks.meant.push('401 (Unauthorized)');
  await page.goto('/');
  await page.getByLabel('用户名').fill('clerk');
  await page.getByLabel('密码', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
});

test('the first page takes at most 350 KB of scripts', async ({ page, gongdan }) => {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(350 * 1024);

  const opened = await page.request.get(gongdan.origin, { headers: { accept: 'text/html' } });
  expect(opened.headers()['content-security-policy']).toContain("default-src 'self'");
});
