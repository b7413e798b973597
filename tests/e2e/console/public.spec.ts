// What is published to everybody, without a log-in.
import { expect, test } from './story.ts';

test('anybody reads a published ranking', async ({ page }) => {
  await page.goto('/public/ranking');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Published rankings' })).toBeVisible();
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/public\/ranking\/.+/);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});
