import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsIn, looks, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, productOfFile, withBrowser } from '../support/product.ts';

const product = productOfFile();

const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `${name}的操作` }) });

async function choose(page: Page, name: string, action: string) {
  await page.getByRole('button', { name: `${name}的操作` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

describe.runIf(withBrowser)('people and positions', () => {
  it('are given a position, another one instead, a last day, and leave', async () => {
    const page = await product.signedIn('li');
    // The start page leads on by itself; a click before that would be overtaken.
    await page.waitForURL('**/work');
    await page.getByRole('link', { name: '人员与岗位' }).click();
    const zhao = row(page, '赵海峰');
    await zhao.getByText('未安排岗位').waitFor();

    await choose(page, '赵海峰', '安排岗位');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '安排岗位' }).click();
    await dialog.getByText('请选择岗位。').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'people-assign-fault');
    await dialog.getByLabel('岗位').selectOption('仓库管理员');
    await dialog.getByLabel('第一天').fill('2026-01-05');
    await dialog.getByRole('button', { name: '安排岗位' }).click();
    await zhao.getByText('2026年1月5日起').first().waitFor();

    await choose(page, '赵海峰', '换岗');
    await dialog.getByRole('combobox', { name: /^岗位/ }).selectOption('采购专员');
    await dialog.getByLabel('第一天').fill('2026-01-05');
    await dialog.getByRole('button', { name: '换岗' }).click();
    await dialog.getByText(/才开始/).waitFor();
    await dialog.getByLabel('第一天').fill('2026-02-01');
    await dialog.getByRole('button', { name: '换岗' }).click();
    await zhao.getByText('2026年2月1日起').first().waitFor();
    await choose(page, '赵海峰', '查看全部记录');
    await zhao.getByText(/1月5日.*31日/).waitFor();

    await choose(page, '赵海峰', '登记请假');
    await dialog.getByLabel('事由').fill('年假');
    const [from, to] = [dialog.getByLabel('第一天'), dialog.getByLabel('最后一天')];
    const today = await from.inputValue();
    await to.fill('2020-01-01');
    await dialog.getByRole('button', { name: '登记请假' }).click();
    await dialog.getByText('结束日期早于开始日期。').waitFor();
    await from.fill('2099-01-01');
    expect(await to.inputValue()).toBe('2099-01-01');
    await from.fill(today);
    await to.fill(today);
    await keepPicture(page, 'people-leave');
    await dialog.getByRole('button', { name: '登记请假' }).click();
    await zhao.getByText('请假中').waitFor();
    await keepPicture(page, 'people-changed');

    await choose(page, '赵海峰', '任职期限');
    await dialog.getByLabel('最后一天').fill('2099-12-31');
    await dialog.getByRole('button', { name: '保存' }).click();
    await zhao
      .getByText(/2099年12月31日/)
      .first()
      .waitFor();
    await zhao.getByRole('button', { name: /删除 请假/ }).click();
    await dialog.getByRole('button', { name: '删除' }).click();
    await zhao.getByText('请假中').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('get a position of their own making, which shows what was forgotten', async () => {
    const page = await product.signedIn('li');
    await page.goto('/people');
    await page.getByRole('button', { name: '新增岗位' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请至少选择一项关键指标。').waitFor();
    await dialog.getByLabel('岗位名称').fill('客服');
    await dialog.getByLabel('回款').check();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText(/同样的名称/).waitFor();
    await keepPicture(page, 'people-position');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('岗位名称').fill('收款专员');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('link', { name: /收款专员/ }).click();
    await page.getByText('没有找到符合条件的人。').waitFor();
    await page.getByRole('button', { name: '修改 收款专员' }).click();
    await dialog.getByRole('button', { name: '删除' }).click();
    await dialog.getByRole('button', { name: '删除', exact: true }).click();
    await page.getByRole('link', { name: /收款专员/ }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('are shown to a leader, for leave alone, and have no place in the menu of a member', async () => {
    const leader = await product.signedIn('zhao');
    await leader.goto('/people');
    await row(leader, '周婷').waitFor();
    expect(await leader.getByText('冯洁').count()).toBe(0);
    expect(await leader.getByRole('button', { name: '新增岗位' }).count()).toBe(0);
    await leader.getByRole('button', { name: '周婷的操作' }).click();
    expect(await leader.getByRole('menuitem').allInnerTexts()).toEqual(['登记请假', '查看全部记录']);
    const member = await product.signedIn('zhou');
    expect(await member.getByRole('link', { name: '人员与岗位' }).count()).toBe(0);
    await Promise.all([leader.context().close(), member.context().close()]);
  });

  it.each(looks)('have no finding of axe and fit the screen: $look', async (look) => {
    const page = await signedInWith(look, product, 'li');
    await page.goto('/people');
    await page.getByText('周婷').waitFor();
    expect(await findingsIn(look, page, 'people')).toEqual([]);
    await page.context().close();
  });
});
