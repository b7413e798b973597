// What each role comes for, in English.
import { expect, go, rowsOf, test } from './story.ts';

test('a clerk finds the tickets of the agency and opens one', async ({ as }) => {
  const page = await as('clerk', '/tickets', 'en');
  await expect(page.getByRole('heading', { level: 1, name: 'Tickets' })).toBeVisible();
  const first = rowsOf(page).getByRole('link').first();
  const number = await first.innerText();
  await first.click();
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(number)));
  await expect(page.getByRole('tab', { name: 'Deadlines' })).toBeVisible();
});

test('a contract manager reads a contract, a policy and a year of a calendar', async ({ as }) => {
  const page = await as('contract', '/contracts?states=ACTIVE', 'en');
  await rowsOf(page, /NNDSJ-\d{4}-YW01/).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Terms in force' })).toBeVisible();
  await expect(page.getByText(/NNDSJ-\d{4}-YW01/).first()).toBeVisible();
  await go(page, 'SLA policies');
  await rowsOf(page).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: /^Promises/ })).toBeVisible();
  await go(page, 'Calendars');
  await rowsOf(page).getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: 'Weekly hours' })).toBeVisible();
});

test('a regulator goes from the region down to a city', async ({ as }) => {
  const page = await as('regulator', '/regions', 'en');
  await page.getByRole('navigation', { name: 'Agencies' }).getByText(/Nanning|南宁/).first().click();
  await expect(page).toHaveURL(/at=/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Nanning|南宁/);
});

test('administrators find users and what was done', async ({ as }) => {
  const users = await as('secadmin', '/admin/users', 'en');
  await users.getByRole('searchbox', { name: 'Name or user name' }).fill('韦芳');
  await users.getByRole('searchbox', { name: 'Name or user name' }).press('Enter');
  await users.getByRole('link', { name: '韦芳' }).first().click();
  await expect(users.getByRole('heading', { level: 1 })).toContainText('韦芳');
  const audit = await as('auditadmin', '/admin/audit', 'en');
  await expect(audit.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  await expect(rowsOf(audit).first()).toBeVisible();
});
