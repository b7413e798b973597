// Those from outside: an expert whom the lot drew answers the review of a contract, an assessor decides a dispute for good; in Chinese and English.
import { breach, did, saw } from './before.ts';
import { choose, expect, expectAccessible, go, LANGUAGES, rowsOf, take, test, wordsOf } from './story.ts';

for (const language of LANGUAGES) {
  const w = wordsOf(language);

  test(`a contract is reviewed by whom the lot drew, and approved with what was found: ${language}`, async ({ as, gongdan }) => {
    const stamp = Date.now();
    const [number, finding] = [`NNDSJ-SC-${stamp}`, `日志留存期限未写明 ${stamp}`];
    const { contracts } = await saw(gongdan, 'contract', '{ contracts(first: 20, states: [ACTIVE]) { nodes { id number } } }');
    const model = contracts.nodes.find((one: { number: string }) => /^NNDSJ-\d{4}-YW01$/.test(one.number));
    const next = new Date(stamp).getFullYear() + 1;
    const asked = { contractId: model.id, number, startsOn: `${next}-01-01`, endsOn: `${next}-12-31` };
    const { contract } = await did(gongdan, 'contract', 'copyContract', asked, 'contract { id }');
    const at = `/contracts/${encodeURIComponent(contract.id)}`;

    const manager = await as('contract', at, language);
    await take(manager, w('提交审查', 'Submit for review'));

    const supervisor = await as('supervisor', at, language);
    await supervisor.getByRole('main').getByRole('button', { name: w('抽取专家', 'Draw reviewers') }).click();
    const lot = supervisor.getByRole('dialog');
    await lot.getByText('1', { exact: true }).click();
    await lot.getByRole('button', { name: w('抽取专家', 'Draw reviewers') }).click();
    await expect(lot).toBeHidden();
    await supervisor.getByRole('tab', { name: w('合规审查', 'Compliance review') }).click();
    const seats = supervisor.getByRole('region', { name: w('专家与抽取', 'Reviewers and draw') }).getByRole('listitem');
    await expect(seats).toContainText(w('待答复', 'Asked'));
    const seat = await seats.innerText();
    const { experts } = await saw(gongdan, 'secadmin', '{ experts(first: 100) { nodes { user { name login } } } }');
    const drawn = experts.nodes.find(({ user }: { user: { name: string } }) => seat.includes(user.name)).user;

    const expert = await as(drawn.login, '/', language);
    await expert.getByRole('main').getByRole('link', { name: w('待我审查', 'Reviews waiting for me') }).click();
    await rowsOf(expert, number).getByRole('link').click();
    await expect(expert.getByRole('heading', { level: 1 })).toContainText(number);
    await expert.getByRole('main').getByRole('button', { name: w('填写审查意见', 'Answer'), exact: true }).click();
    const form = expert.getByRole('region', { name: w('审查意见', 'Your answers') });
    for (const complies of await form.getByText(w('符合', 'Complies'), { exact: true }).all()) await complies.click();
    const logs = form.locator('.check-item').filter({ hasText: w('详细记录运维操作日志', 'A detailed operation log') });
    await logs.getByText(w('不符合', 'Deviates'), { exact: true }).click();
    await logs.getByRole('textbox', { name: w('问题', 'Finding') }).fill(finding);
    await expectAccessible(expert);
    await form.getByRole('button', { name: w('提交意见', 'Send answers') }).click();
    await expect(form).toBeHidden();
    const verdict = w('通过，须整改', 'Passed with findings');
    await expect(expert.getByText(verdict, { exact: true })).toBeVisible();

    await supervisor.reload();
    await expect(supervisor.getByText(verdict, { exact: true })).toBeVisible();
    await expect(supervisor.getByRole('region', { name: w('发现问题的整改', 'Rectifications') }).getByRole('link', { name: finding })).toBeVisible();
    await take(supervisor, w('审批通过', 'Approve'));

    await go(manager, w('整改', 'Rectifications'));
    await rowsOf(manager, finding).getByRole('link').click();
    await manager.getByRole('main').getByRole('link', { name: number }).click();
    await expect(manager.getByText(w('已审批', 'Approved'), { exact: true }).first()).toBeVisible();
  });

  test(`a vendor goes further with a dispute, and an assessor decides it for good: ${language}`, async ({ as, gongdan }) => {
    const { id, number } = await breach(gongdan, `专线中断补录 ${Date.now()}`);
    const { node } = await saw(gongdan, 'vendor', `{ node(id: "${id}") { ... on Ticket { clocks { id metric } } } }`);
    const clock = node.clocks.find(({ metric }: { metric: string }) => metric === 'RESPONSE');
    const appeal = { clockId: clock.id, reason: '运营商专线中断，报障电话未转到本公司。' };
    const { dispute } = await did(gongdan, 'vendor', 'appealBreach', appeal, 'dispute { id }');
    await did(gongdan, 'contract', 'decideDispute', { disputeId: dispute.id, outcome: 'UPHOLD', reason: '值班表显示有人在岗。' });

    const vendor = await as('vendor', '/', language);
    await go(vendor, w('申诉', 'Disputes'));
    await rowsOf(vendor, number).getByRole('link').first().click();
    await take(vendor, w('提请上级', 'Escalate'), (dialog) => dialog.getByRole('textbox', { name: w('理由', 'Reason') }).fill('运营商已出具断线证明。'));

    const assessor = await as('assessor', '/', language);
    await assessor.getByRole('main').getByRole('link', { name: w('待办申诉', 'Disputes waiting') }).click();
    await rowsOf(assessor, number).getByRole('link').first().click();
    await expect(assessor.getByText('运营商已出具断线证明。')).toBeVisible();
    await take(assessor, w('裁定', 'Decide'), async (dialog) => {
      await expect(dialog).toContainText(w('此为最终裁定', 'This decision is final'));
      await dialog.getByRole('radio', { name: w('改判责任方', 'Re-attribute') }).check();
      await choose(dialog.getByRole('combobox', { name: w('责任方', 'Responsible party') }), w('第三方', 'Third party'));
      await dialog.getByRole('textbox', { name: w('理由', 'Reason') }).fill('断线证明属实，由运营商承担。');
    });
    await expectAccessible(assessor);

    await vendor.reload();
    const rulings = vendor.getByRole('region', { name: w('裁定', 'Decisions') });
    await expect(rulings).toContainText(w('改判责任方', 'Re-attribute'));
    await expect(rulings).toContainText(w('第三方', 'Third party'));
    await expect(vendor.getByText(w('已终裁', 'Final'), { exact: true })).toBeVisible();
    await expect(vendor.getByText('断线证明属实，由运营商承担。')).toBeVisible();
  });
}
