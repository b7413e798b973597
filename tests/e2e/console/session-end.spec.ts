// A session that ends over a half-written form.
import { post } from '../support/gongdan.js';
import { choose, expect, PASSWORD, test } from './story.ts';

test('whoever is logged out over a half-written form logs in again and sends it', async ({ as, asks, gongdan }) => {
  asks.meant.push('401 (Unauthorized)');
  const clerk = await as('clerk', '/');
  const asked = clerk.waitForRequest((request) => Boolean(request.headers().authorization));
  await clerk.getByRole('link', { name: '报障', exact: true }).first().click();
  const token = (await asked).headers().authorization?.replace('Bearer ', '');
  await choose(clerk.getByRole('combobox', { name: '系统' }), '上林县政务服务中心综合业务平台', '上林县政务服务中心');
  await clerk.getByRole('textbox', { name: '标题' }).fill('写到一半的报障');

  const refreshToken = await clerk.evaluate(() => localStorage.getItem('gongdan.refresh'));
  await post({ url: `${gongdan.origin}/graphql` }, token, 'mutation ($input: LogOutInput!) { logOut(input: $input) { errors { message } } }', {
    input: { refreshToken },
  });
  // The access token lasts for minutes yet; by this clock it does not.
  await clerk.clock.setFixedTime(Date.now() + 2 * 60 * 60_000);
  await clerk.getByRole('button', { name: '提交工单' }).click();
  const again = clerk.getByRole('dialog', { name: '登录已过期' });
  await again.getByLabel('用户名').fill('clerk');
  await clerk.clock.setFixedTime(Date.now());
  await again.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: '登录' }).click();
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('写到一半的报障');
  await expect(clerk).toHaveURL(/\/tickets\/[^/]+-\d+$/);
});
