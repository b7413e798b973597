// A ticket from the clerk who raises it to the figure in the report that counts it, in Chinese and English.
import type { Page } from '@playwright/test';
import { choose, expect, expectAccessible, LANGUAGES, rowsOf, test, wordsOf } from './story.ts';

const SYSTEM = '上林县政务服务中心综合业务平台';

for (const language of LANGUAGES) {
  const w = wordsOf(language);

  test(`a fault is raised, acknowledged, held, restored, resolved, confirmed, rated and reported: ${language}`, async ({ as }) => {
    const title = `叫号系统无法取号 ${Date.now()}`;
    const act = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

    const clerk = await as('clerk', '/', language);
    await clerk.getByRole('main').getByRole('link', { name: w('报障', 'Raise a ticket'), exact: true }).click();
    await choose(clerk.getByRole('combobox', { name: w('系统', 'System') }), SYSTEM, '上林县政务服务中心');
    const bound = clerk.getByRole('complementary', { name: w('适用的合同与时限', 'Contract and deadlines') });
    await expect(bound).toContainText('上林县大数据发展和政务局');
    for (const metric of [w('响应', 'Response'), w('恢复', 'Restoration'), w('解决', 'Resolution')]) {
      await expect(bound.getByRole('row', { name: new RegExp(`^${metric}.*\\d{2}:\\d{2}`) })).toBeVisible();
    }
    await clerk.getByRole('textbox', { name: w('标题', 'Title') }).fill(title);
    await clerk.getByRole('textbox', { name: w('描述', 'Description') }).fill('大厅两台取号机同时无响应，已重启一次。');
    await clerk.getByRole('button', { name: w('提交工单', 'Submit the ticket') }).click();
    await expect(clerk.getByRole('heading', { level: 1 })).toContainText(title);
    await expectAccessible(clerk);
    const number = decodeURIComponent(new URL(clerk.url()).pathname.split('/').at(-1) ?? '');
    const head = clerk.getByRole('article').filter({ has: clerk.getByRole('heading', { level: 1 }) });
    const standing = (state: string) => expect(head.getByText(state, { exact: true }).first()).toBeVisible();
    await standing(w('新建', 'New'));

    const engineer = await as('engineer', '/queue?scope=all', language);
    await rowsOf(engineer, number).getByRole('cell').first().click();
    await engineer.keyboard.press('a');
    await expect(engineer.getByText(w(`已受理 ${number}`, `Acknowledged ${number}`))).toBeVisible();
    // The clerk's page hears of it by itself.
    await standing(w('处理中', 'In progress'));

    await rowsOf(engineer, number).getByRole('link').first().click();
    await expect(engineer.getByRole('heading', { level: 1 })).toContainText(title);
    await engineer.keyboard.press('h');
    const form = engineer.getByRole('dialog');
    await form.getByRole('radio', { name: w('待第三方', 'Awaiting a third party') }).check();
    await form.getByRole('textbox', { name: w('情况说明', 'Details') }).fill('运营商割接，预计一小时后恢复专线。');
    await form.locator('input[type="file"]').setInputFiles({ name: '割接通知.txt', mimeType: 'text/plain', buffer: Buffer.from('今日割接') });
    await form.getByRole('button', { name: w('挂起', 'Put on hold') }).click();
    await expect(form).toBeHidden();
    await standing(w('挂起', 'On hold'));

    const operator = await as('operator', '/', language);
    await operator.getByRole('navigation', { name: w('主导航', 'Main navigation') }).getByRole('link', { name: w('挂起审核', 'Pauses') }).click();
    await operator.getByRole('list', { name: w('挂起审核', 'Pauses to decide') }).getByRole('button').filter({ hasText: number }).click();
    await expect(operator.getByText('割接通知.txt')).toBeVisible();
    await expectAccessible(operator);
    await operator.getByRole('main').getByRole('button', { name: w('认可', 'Accept') }).click();
    await operator.getByRole('dialog').getByRole('button', { name: w('认可', 'Accept') }).click();
    await expect(operator.getByText(w('已认可挂起', 'The pause is accepted'))).toBeVisible();

    await act(engineer, w('恢复计时', 'Resume')).click();
    await form.getByRole('button', { name: w('恢复计时', 'Resume') }).click();
    await expect(form).toBeHidden();
    await act(engineer, w('恢复服务', 'Restore')).click();
    await form.getByRole('button', { name: w('登记恢复', 'Record restoration') }).click();
    await expect(form).toBeHidden();
    await act(engineer, w('解决', 'Resolve')).click();
    await form.getByRole('textbox', { name: w('故障原因', 'Cause') }).fill('运营商割接造成专线中断');
    await form.getByRole('textbox', { name: w('解决方案', 'Solution') }).fill('专线恢复后重启取号服务');
    await form.getByRole('button', { name: w('提交解决', 'Resolve') }).click();
    await expect(form).toBeHidden();
    await engineer.getByRole('tab', { name: w('时限', 'Deadlines') }).click();
    await expect(engineer.getByRole('tabpanel', { name: w('时限', 'Deadlines') })).toContainText(w('响应', 'Response'));
    await expectAccessible(engineer);

    await standing(w('已解决', 'Resolved'));
    const asked = clerk.getByRole('dialog');
    await act(clerk, w('确认解决', 'Confirm')).first().click();
    await expect(asked).toContainText('专线恢复后重启取号服务');
    await asked.getByRole('button', { name: w('确认解决', 'Confirm') }).click();
    await expect(asked).toBeHidden();
    await standing(w('已关闭', 'Closed'));
    await act(clerk, w('评价服务', 'Rate the service')).first().click();
    await asked.getByRole('radio').nth(4).click();
    await asked.getByRole('textbox', { name: w('评语', 'Comment') }).fill('处理及时');
    await asked.getByRole('button', { name: w('评价服务', 'Rate the service') }).click();
    await expect(asked).toBeHidden();

    const manager = await as('contract', '/', language);
    await manager.getByRole('navigation', { name: w('主导航', 'Main navigation') }).getByRole('link', { name: w('服务级别报告', 'SLA report') }).click();
    await manager.getByRole('region', { name: w('合计', 'Total') }).getByRole('link', { name: w('达标', 'Met') }).click();
    await expect(manager).toHaveURL(/\/reports\/clocks/);
    await manager.getByRole('link', { name: number }).first().click();
    await expect(manager.getByRole('heading', { level: 1 })).toContainText(title);
  });
}
