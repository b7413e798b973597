// A ranking up to where only days bring it further: drafted, announced, objected to and answered; in Chinese and English.
import { did, saw } from './before.ts';
import { choose, expect, expectAccessible, LANGUAGES, PASSWORD, rowsOf, take, test, wordsOf } from './story.ts';

/** Cities whose counters the vendor who can be logged in as served last year: nobody else ranks their vendors. */
const CITIES = { zh: { code: 'NNDSJ', name: '南宁市大数据发展局' }, en: { code: 'WZDSJ', name: 'Wuzhou Data Bureau' } } as const;
const VENDOR = { zh: '广西绿城云维信息技术有限公司', en: 'Guangxi Green City Cloud Operations Co., Ltd.' } as const;

for (const language of LANGUAGES) {
  const w = wordsOf(language);
  const city = CITIES[language];

  test(`a regulator announces a ranking, a vendor objects, and another regulator answers: ${language}`, async ({ as, gongdan }) => {
    const stamp = Date.now();
    const reason = `十二月光缆中断系运营商责任 ${stamp}`;
    // Who worked it out neither answers objections nor publishes.
    const { user } = await did(gongdan, 'secadmin', 'createUser', { login: `reg.${stamp}`, name: `谢慧敏 ${stamp}`, password: PASSWORD }, 'user { id }');
    const { viewer } = await saw(gongdan, 'regulator', '{ viewer { roles { agency { id } } } }');
    await did(gongdan, 'secadmin', 'grantRole', { userId: user.id, role: 'REGULATOR', agencyId: viewer.roles[0].agency.id });

    const regulator = await as('regulator', '/', language);
    await regulator.getByRole('main').getByRole('link', { name: w('排名公示', 'Rankings') }).click();
    // The year whose assessments the demo has frozen.
    const year = /\d{4}/.exec(await rowsOf(regulator).getByRole('link').first().innerText())?.[0] ?? '';
    const draft = w('编制排名', 'Draft a ranking');
    await regulator.getByRole('main').getByRole('button', { name: draft }).click();
    const form = regulator.getByRole('dialog');
    await choose(form.getByRole('combobox', { name: w('比较范围', 'Compared under') }), city.name, city.code);
    await form.getByRole('textbox', { name: w('哪一期', 'Which period') }).click();
    await regulator.locator('.ant-picker-dropdown').getByTitle(year, { exact: true }).click();
    await form.getByRole('button', { name: draft }).click();
    const places = regulator.getByRole('region', { name: w('考核得分', 'Score') }).getByRole('row');
    await expect(places).toHaveCount(3);
    const title = await regulator.getByRole('heading', { level: 1 }).innerText();
    await take(regulator, w('开始公示', 'Announce'));
    await expect(regulator.getByText(w('异议截止', 'Objections until'))).toBeVisible();
    await expectAccessible(regulator);

    const vendor = await as('vendor', '/', language);
    await vendor.getByRole('navigation', { name: w('主导航', 'Main navigation') }).getByRole('link', { name: w('排名公示', 'Rankings') }).click();
    await vendor.getByRole('link', { name: title }).click();
    const own = vendor.getByRole('region', { name: w('考核得分', 'Score') }).getByRole('row');
    // Before it is published whoever stands in it sees no place but their own.
    await expect(own).toHaveCount(2);
    await expect(own.last()).toContainText(VENDOR[language]);
    await take(vendor, w('提出异议', 'Object'), (dialog) => dialog.getByRole('textbox', { name: w('理由', 'Reason') }).fill(reason));
    await expect(vendor.getByRole('listitem').filter({ hasText: reason })).toContainText(w('待答复', 'Awaits an answer'));

    const another = await as(`reg.${stamp}`, '/ranking', language);
    await rowsOf(another, title).getByRole('link').click();
    const objection = another.getByRole('listitem').filter({ hasText: reason });
    await expect(objection).toContainText(VENDOR[language]);
    await take(another, w('答复', 'Answer'), async (dialog) => {
      await dialog.getByText(w('不成立', 'Rejected'), { exact: true }).click();
      await dialog.getByRole('textbox', { name: w('理由', 'Reason') }).fill('考核结果已由双方签署归档。');
    });
    await expect(objection).toContainText('考核结果已由双方签署归档。');
    // Days of the objection period are left: nobody publishes it today, whoever they are.
    await expect(another.getByText(w('公示中', 'Announced'), { exact: true }).first()).toBeVisible();
    await expect(another.getByRole('main').getByRole('button', { name: w('公布', 'Publish'), exact: true })).toHaveCount(0);

    await vendor.reload();
    await expect(vendor.getByRole('listitem').filter({ hasText: reason })).toContainText('考核结果已由双方签署归档。');
    await vendor.goto('/public/ranking');
    await expect(vendor.getByRole('main').getByRole('listitem').first()).toBeVisible();
    await expect(vendor.getByRole('link', { name: title })).toHaveCount(0);
  });
}
