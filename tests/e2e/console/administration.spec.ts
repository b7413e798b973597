// The three administrators: one registers what there is, one says who may do what, one reads what both did; in Chinese and English.
import { choose, expect, expectAccessible, go, LANGUAGES, rowsOf, take, test, wordsOf } from './story.ts';

for (const language of LANGUAGES) {
  const w = wordsOf(language);
  const agency = w('南宁市大数据发展局', 'Nanning Data Bureau');
  const grant = w('授予角色', 'Grant a role');

  test(`a new clerk finds a new system, and both are on record: ${language}`, async ({ as }) => {
    const stamp = Date.now();
    const [system, code] = [`南宁市综合督查平台 ${stamp}`, `NN-DC-${stamp}`];
    const [name, login] = [`唐晓琳 ${stamp}`, `nn.${stamp}`];

    const sysadmin = await as('sysadmin', '/', language);
    await go(sysadmin, w('组织机构', 'Organisations'));
    await sysadmin.getByRole('navigation', { name: w('组织机构', 'Organisations') }).getByRole('link', { name: w('信息系统', 'Systems') }).click();
    const register = w('登记系统', 'Register a system');
    await sysadmin.getByRole('main').getByRole('button', { name: register }).click();
    const form = sysadmin.getByRole('dialog', { name: register });
    await choose(form.getByRole('combobox', { name: w('所属单位', 'Owner') }), agency, 'NNDSJ');
    await form.getByRole('textbox', { name: w('编码', 'Code') }).fill(code);
    await form.getByRole('textbox', { name: w('名称', 'Name'), exact: true }).fill(system);
    await form.getByRole('textbox', { name: w('系统类型', 'Type') }).fill('电子监察');
    await choose(form.getByRole('combobox', { name: w('驻地类别', 'Site class') }), w('市级驻地', 'City seat'));
    await choose(form.getByRole('combobox', { name: w('等保级别', 'Protection level') }), w('第二级', 'Level 2'));
    await form.getByRole('button', { name: register }).click();
    await expect(sysadmin.getByRole('dialog', { name: system })).toContainText(code);

    const secadmin = await as('secadmin', '/', language);
    await go(secadmin, w('用户与角色', 'Users and roles'));
    const open = w('新建账号', 'New account');
    await secadmin.getByRole('main').getByRole('button', { name: open }).click();
    const account = secadmin.getByRole('dialog', { name: open });
    await account.getByRole('textbox', { name: w('姓名', 'Name'), exact: true }).fill(name);
    await account.getByRole('textbox', { name: w('用户名', 'User name') }).fill(login);
    await account.getByRole('button', { name: open }).click();
    const once = secadmin.getByRole('dialog', { name: w('初始密码', 'First password') });
    const password = await once.locator('code').innerText();
    await once.getByRole('button', { name: w('已保存，关闭', 'I have kept it') }).click();
    await expect(secadmin.getByRole('heading', { level: 1 })).toContainText(name);
    await take(secadmin, grant, async (dialog) => {
      await choose(dialog.getByRole('combobox', { name: w('角色', 'Role') }), w('报障人', 'Reporter'));
      await choose(dialog.getByRole('combobox', { name: w('单位', 'Agency') }), agency, 'NNDSJ');
    });
    await expect(secadmin.getByRole('region', { name: w('角色', 'Roles') }).getByRole('row', { name: w('报障人', 'Reporter') })).toContainText(agency);

    const clerk = await as(login, '/', language, password);
    await clerk.getByRole('main').getByRole('link', { name: w('报障', 'Raise a ticket'), exact: true }).click();
    await choose(clerk.getByRole('combobox', { name: w('系统', 'System') }), system, code);
    const bound = clerk.getByRole('complementary', { name: w('适用的合同与时限', 'Contract and deadlines') });
    await expect(bound).toContainText(w('当日没有生效的合同覆盖该系统', 'No contract covers this system on that day'));
    await clerk.getByRole('textbox', { name: w('标题', 'Title') }).fill('督查平台无法登录');
    await clerk.getByRole('button', { name: w('提交工单', 'Submit the ticket') }).click();
    await clerk.getByRole('button', { name: w('登记未覆盖请求', 'File an uncovered request') }).click();
    await expect(clerk.getByText(w('已登记未覆盖请求 NNDSJ-U', 'Uncovered request NNDSJ-U'))).toBeVisible();

    const auditor = await as('auditadmin', '/', language);
    await go(auditor, w('审计日志', 'Audit log'));
    const sort = auditor.getByRole('combobox', { name: w('操作类别', 'Action type') });
    await choose(sort, w('信息系统', 'System'), w('信息系统', 'System'));
    // The rows of all sorts stay until those of this one are there.
    await expect(rowsOf(auditor, w('账号：新建', 'user: create'))).toHaveCount(0);
    await expect(rowsOf(auditor, system)).toContainText('陈立新');
    await choose(sort, w('角色', 'Role'), w('角色', 'Role'));
    await expect(rowsOf(auditor, name)).toContainText('罗素云');
    await rowsOf(auditor, name).getByRole('button').click();
    const entry = auditor.getByRole('dialog');
    await expect(entry).toContainText(w('报障人', 'Reporter'));
    await expectAccessible(auditor);
    await entry.getByRole('button', { name: w('查看此对象的全部记录', 'Everything about this object') }).click();
    await expect(rowsOf(auditor, w('账号：新建', 'user: create'))).toContainText('罗素云');
  });

  test(`one administrator is not made another one too: ${language}`, async ({ as }) => {
    const secadmin = await as('secadmin', '/admin/users?text=sysadmin', language);
    await rowsOf(secadmin).getByRole('link', { name: '陈立新' }).click();
    await secadmin.getByRole('main').getByRole('button', { name: grant }).click();
    const dialog = secadmin.getByRole('dialog');
    await choose(dialog.getByRole('combobox', { name: w('角色', 'Role') }), w('审计管理员', 'Audit administrator'));
    await dialog.getByRole('button', { name: grant }).click();
    const refused = dialog.getByRole('alert').filter({ hasText: w('三员分立', 'exclude each other') });
    await expect(refused).toContainText(w('现有角色：系统管理员', 'Held at that time: System administrator'));
    await expectAccessible(secadmin);
    await dialog.getByRole('button', { name: w('取消', 'Cancel') }).click();
    await expect(secadmin.getByRole('region', { name: w('角色', 'Roles') })).not.toContainText(w('审计管理员', 'Audit administrator'));
  });
}
