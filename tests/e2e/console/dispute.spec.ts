// A breach that its vendor does not agree with: appeal, decision, scorecard, assessment, statement; in Chinese and English.
import { breach } from './before.ts';
import { expect, expectAccessible, go, LANGUAGES, rowsOf, take, test, wordsOf } from './story.ts';

/** The newest of the contracts whose quarters the demo settles. */
const CONTRACT = /NNDSJ-\d{4}-YW01/;

for (const language of LANGUAGES) {
  const w = wordsOf(language);

  test(`a breach is appealed and decided, and the scorecard counts it no more: ${language}`, async ({ as, gongdan }) => {
    const { number } = await breach(gongdan, `大厅电话补录 ${Date.now()}`);

    const manager = await as('contract', '/scorecards?period=MONTH&subject=CONTRACT', language);
    await rowsOf(manager, CONTRACT).first().getByRole('link').first().click();
    const responses = manager.getByRole('region', { name: w('各项指标', 'Criteria') }).getByRole('link', { name: w('响应及时率', 'Response in time') });
    const counted = Number(/(\d+)\D*$/.exec(await responses.innerText())?.[1]);
    const told = (count: number) => (language === 'zh' ? `${count} 张` : String(count));
    await expect(responses).toHaveText(told(counted));
    await responses.click();
    await expect(rowsOf(manager, number)).toContainText(w('超时', 'Breached'));

    const vendor = await as('vendor', '/decisions/appeal', language);
    await rowsOf(vendor, number).filter({ hasText: w('响应', 'Response') }).getByRole('button', { name: w('提出申诉', 'Appeal') }).click();
    await vendor.getByRole('textbox', { name: w('不同意的理由', 'Why you do not agree') }).fill('报障电话未转到本公司，补录后立即受理。');
    await vendor.getByRole('textbox', { name: w('证据（文字）', 'Evidence in words') }).fill('通话记录');
    await vendor.getByRole('button', { name: w('提交申诉', 'File the appeal') }).click();
    await expect(vendor).toHaveURL(/\/decisions\/disputes\//);
    await expect(vendor.getByText(w('已申诉', 'Appealed'), { exact: true }).first()).toBeVisible();

    await go(manager, w('申诉', 'Disputes'));
    await rowsOf(manager, number).getByRole('link').first().click();
    await expect(manager.getByText('报障电话未转到本公司，补录后立即受理。')).toBeVisible();
    await expectAccessible(manager);
    await take(manager, w('裁定', 'Decide'), async (dialog) => {
      await dialog.getByRole('radio', { name: w('剔除', 'Exclude') }).check();
      await dialog.getByRole('textbox', { name: w('理由', 'Reason') }).fill('经核实，电话未转达。');
    });
    await expect(manager.getByText('经核实，电话未转达。').first()).toBeVisible();

    await go(vendor, w('申诉', 'Disputes'));
    await rowsOf(vendor, number).getByRole('link').first().click();
    await expect(vendor.getByRole('heading', { name: w('裁定', 'Decisions'), exact: true })).toBeVisible();
    await expect(vendor.getByText(w('剔除', 'Exclude'), { exact: true }).first()).toBeVisible();

    await manager.goto('/scorecards?period=MONTH&subject=CONTRACT');
    await rowsOf(manager, CONTRACT).first().getByRole('link').first().click();
    await expect(responses).toHaveText(told(counted - 1));
    await expectAccessible(manager);
  });

  test(`an assessment is signed by both sides and settled by two people: ${language}`, async ({ as }) => {
    // One quarter waits for signatures; the one after it has to be commented on and decided first.
    const early = language === 'en';
    const manager = await as('contract', `/periods?states=${early ? 'DRAFT' : 'DECIDED'}`, language);
    await rowsOf(manager, CONTRACT).first().getByRole('link').first().click();
    await expect(manager).toHaveURL(/\/periods\/[^?]/);
    const at = new URL(manager.url()).pathname;

    const vendor = await as('vendor', at, language);
    const supervisor = await as('supervisor', at, language);
    if (early) {
      await take(vendor, w('反馈意见', 'Comment'), (dialog) => dialog.getByRole('textbox').first().fill('无异议。'));
      await supervisor.reload();
      await take(supervisor, w('审定', 'Decide'));
      await manager.reload();
      await vendor.reload();
    }
    await expectAccessible(vendor);
    await take(vendor, w('签署', 'Sign'));
    // Whoever signs has to see what the other side has done.
    await manager.reload();
    await take(manager, w('签署', 'Sign'));
    await expect(manager.getByText(w('已归档', 'Frozen'), { exact: true }).first()).toBeVisible();

    await manager.getByRole('link', { name: w('编制结算单', 'Prepare a statement') }).click();
    await manager.getByRole('textbox', { name: w('说明', 'Note') }).fill('按季结算');
    await manager.getByRole('button', { name: w('编制', 'Prepare'), exact: true }).click();
    await expect(manager).toHaveURL(/\/statements\/(?!new)/);
    await expect(manager.getByRole('heading', { name: w('支付计算', 'What is due') })).toBeVisible();
    await expectAccessible(manager);

    await go(supervisor, w('结算单', 'Statements'));
    await rowsOf(supervisor).filter({ hasText: w('待审批', 'Prepared') }).getByRole('link').first().click();
    await take(supervisor, w('审批通过', 'Approve'));
    await expect(supervisor.getByText(w('已审批，不可更改。', 'Approved; cannot be changed.'))).toBeVisible();

    await go(vendor, w('结算单', 'Statements'));
    await rowsOf(vendor, CONTRACT).first().getByRole('link').first().click();
    await expect(vendor.getByText(w('已审批，不可更改。', 'Approved; cannot be changed.'))).toBeVisible();
  });
}
