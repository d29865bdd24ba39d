import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings, desktop, keepPicture, phone, productOfFile, withBrowser } from '../support/product.ts';

const product = productOfFile();

const row = (page: Page, id: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `${id} 的操作` }) });

async function choose(page: Page, id: string, action: string) {
  await page.getByRole('button', { name: `${id} 的操作` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** On the first of a month its first hour has to be over before anything of it can be entered. */
async function passADay(page: Page) {
  const headers = { 'X-Requested-With': 'jifen', Origin: product.url };
  const answer = await page.request.post('/api/v1/demo/clock', { data: { by: 'day' }, headers });
  expect(answer.status()).toBe(200);
}

/** The first day of this month, on which the people of the demo have their positions. */
const day = () => `${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)}-01`;

describe.runIf(withBrowser)('timed items', () => {
  it('are added, corrected and removed, and what was said before stays', async () => {
    const page = await product.signedIn('li');
    await passADay(page);
    await page.goto('/items');
    await page.getByText('还没有计时事项').waitFor();
    await keepPicture(page, 'items-empty');
    await page.getByRole('button', { name: '录入', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '录入' }).click();
    await dialog.getByText('请选择负责人。').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'items-add-fault');

    await dialog.getByLabel('积分规则').selectOption('当日咨询全部答复');
    await dialog.getByLabel('负责人').selectOption('吴凯');
    await dialog.getByLabel('编号').fill('咨询-1001');
    await dialog.getByLabel('开始时间').fill(`${day()}T00:10`);
    await dialog.getByLabel('完成时间').fill(`${day()}T00:50`);
    await dialog.getByRole('button', { name: '录入' }).click();
    await dialog.getByText(/这个人的岗位没有这条规则/).waitFor();
    await dialog.getByLabel('负责人').selectOption('冯洁');
    await dialog.getByRole('button', { name: '录入' }).click();
    const item = row(page, '咨询-1001');
    await item.waitFor();

    await choose(page, '咨询-1001', '更正');
    await dialog.getByLabel('完成时间').fill(`${day()}T00:20`);
    await dialog.getByRole('button', { name: '保存更正' }).click();
    await item.getByText('更正 1 次').waitFor();
    await choose(page, '咨询-1001', '查看历次内容');
    await item.getByText(/00:50/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'items-earlier');

    await choose(page, '咨询-1001', '删除');
    await dialog.getByRole('button', { name: '删除' }).click();
    await dialog.getByText('请填写原因。').waitFor();
    await dialog.getByLabel('原因').fill('重复录入');
    await dialog.getByRole('button', { name: '删除' }).click();
    await item.getByText('删除原因：重复录入').waitFor();
  });

  it('come as a sheet: its faulty lines are shown, and a good one is taken whole', async () => {
    const page = await product.signedIn('sun', phone);
    await page.goto('/items');
    await page.getByRole('button', { name: '上传表格' }).first().click();
    const dialog = page.getByRole('dialog');
    const header = '积分规则,编号,负责人,开始时间,完成时间,类别,到期日,金额';
    const line = (id: string, person: string, minute: string) =>
      `当日咨询全部答复,${id},${person},${day()} 00:10,${day()} 00:${minute},,,`;
    const upload = (lines: string[]) =>
      dialog.locator('input[type=file]').setInputFiles({
        name: '十月咨询.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from([header, ...lines].join('\n')),
      });
    await keepPicture(page, 'items-upload');
    await upload([line('A', '冯洁', '20'), line('B', '周婷', '20'), line('A', '冯洁', '05')]);
    await dialog.getByText('第 3 行').waitFor();
    await dialog.getByText('只能录入您所领导部门的人员。').waitFor();
    await dialog.getByText('与第 2 行是同一规则的同一编号。').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'items-upload-faulty');
    await upload([line('A', '冯洁', '20'), line('B', '冯洁', '55')]);
    await row(page, 'B').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'items-phone');
  });

  it('are narrowed by the address, in either language', async () => {
    const page = await product.signedIn('sun', { ...desktop, colorScheme: 'dark' });
    await page.goto(`/items?rule=replies_of_day&to=${day()}`);
    await row(page, 'B').waitFor();
    await page.getByLabel('到', { exact: true }).fill('2026-01-01');
    await page.getByText('没有符合条件的事项').waitFor();
    await page.getByRole('link', { name: '查看全部' }).first().click();
    await row(page, 'B').waitFor();
    await page.evaluate(() => localStorage.setItem('jifen.language', 'en'));
    await page.reload();
    await page.getByText('Time limit').first().waitFor();
    await keepPicture(page, 'items-dark');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('are no place for those who record none', async () => {
    const page = await product.signedIn('feng');
    expect(await page.getByRole('link', { name: '计时事项' }).count()).toBe(0);
    await page.goto('/items');
    await row(page, 'B').waitFor({ state: 'detached' });
    await page.getByText('B', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '录入', exact: true }).count()).toBe(0);
  });
});
