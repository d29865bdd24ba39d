import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsIn, findingsOn, looks, overhang, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, productOfFile, withBrowser } from '../support/product.ts';

const product = productOfFile();

const day = (page: Page, date: string) => page.locator(`[data-day="${date}"]`);
const saveBar = (page: Page) => page.getByRole('region', { name: '未保存的修改' });

describe.runIf(withBrowser)('the calendar of the company', () => {
  it('shows what each day is to somebody who may only look', async () => {
    const page = await product.signedIn('chen');
    await page.goto('/calendar?year=2026');
    const february = page.getByRole('region', { name: '二月', exact: true });
    await february.getByText('春节').first().waitFor();
    expect(await february.innerText()).toContain('15–23 日');
    expect(await february.getByText('2026年2月17日周二 · 放假 · 春节').count()).toBe(1);
    expect(await february.getByText('2026年2月28日周六 · 调休上班 · 春节').count()).toBe(1);
    expect(await page.locator('[data-day]').count()).toBe(0);
    expect(await page.getByRole('button', { name: '导入' }).count()).toBe(0);
    await page.getByRole('button', { name: '下一年' }).click();
    await page.getByText('2027 年的放假安排尚未录入').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('is edited day by day, undone, and saved', async () => {
    const page = await product.signedIn('li');
    await page.goto('/calendar?year=2026');
    await day(page, '2026-03-03').click();
    await page.getByText('放假', { exact: true }).last().click();
    await page.getByLabel('至（含）').fill('2026-03-04');
    await page.getByLabel('名称').fill('司庆');
    await keepPicture(page, 'calendar-day-desktop');
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await saveBar(page).getByText('2 处修改').waitFor();
    await day(page, '2026-03-07').click({ modifiers: ['Shift'] });
    await page.getByRole('dialog').getByText('上班', { exact: true }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await saveBar(page).getByRole('button', { name: '撤销一步' }).click();
    await saveBar(page).getByText('2 处修改').click();
    await saveBar(page).getByText('2026年3月3日至4日 → 放假 · 司庆').waitFor();
    await saveBar(page).getByRole('button', { name: '保存' }).click();
    await page.getByText('公司日历已保存').waitFor();
    await saveBar(page).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('3–4 日 司庆').waitFor();
    await page.context().close();
  });

  it('is edited by keys alone', async () => {
    const page = await product.signedIn('li');
    await page.goto('/calendar?year=2027');
    await day(page, '2027-01-01').focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'PageDown', 'End', 'ArrowUp'])
      await page.keyboard.press(key);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-day')))
      .toBe('2027-02-07');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-day')))
      .toBe('2027-02-07');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('radio', { name: '按每周作息' }).press('ArrowLeft');
    await page.keyboard.press('Enter');
    await saveBar(page).getByText('1 处修改').waitFor();
    await page.context().close();
  });

  it('takes lines, shows what they change, and asks for nothing beyond once a year is complete', async () => {
    const page = await product.signedIn('admin');
    await page.goto('/calendar?year=2027');
    await page.getByText('2027 年的放假安排尚未录入').waitFor();
    await page.getByRole('button', { name: '导入' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('放假和上班的日期').fill('2027-01-01,放假,元旦\n2027-02-30,放假,春节');
    await dialog.getByRole('button', { name: '预览' }).click();
    await dialog.getByText('第 2 行：“2027-02-30”不是日期').waitFor();
    await keepPicture(page, 'calendar-import-refused');
    // As a Chinese spreadsheet program saves it: 2027-01-01, then 放假 and 元旦 in GBK.
    const gbk = [0xb7, 0xc5, 0xbc, 0xd9, 0x2c, 0xd4, 0xaa, 0xb5, 0xa9];
    const buffer = Buffer.concat([Buffer.from('2027/1/1,'), Buffer.from(gbk)]);
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '2027.csv', mimeType: 'text/csv', buffer });
    await dialog.getByText('2027年1月1日 → 放假 · 元旦').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await keepPicture(page, 'calendar-import');
    await dialog.getByLabel('2027 年的放假安排已全部录入').check();
    await dialog.getByRole('button', { name: '加入修改' }).click();
    await page.getByText('2027 年的放假安排尚未录入').waitFor({ state: 'detached' });
    await saveBar(page).getByRole('button', { name: '保存' }).click();
    await page.getByText('公司日历已保存').waitFor();
    await page.context().close();
  });

  it('keeps what one has changed when somebody else was quicker', async () => {
    const [page, other] = [await product.signedIn('li'), await product.signedIn('admin')];
    await page.goto('/calendar?year=2026');
    await other.goto('/calendar?year=2026');
    for (const [one, date] of [
      [page, '2026-06-01'],
      [other, '2026-06-02'],
    ] as const) {
      await day(one, date).click();
      await one.getByRole('dialog').getByText('放假', { exact: true }).click();
      await one.getByRole('button', { name: '确定' }).click();
    }
    await saveBar(other).getByRole('button', { name: '保存' }).click();
    await other.getByText('公司日历已保存').waitFor();
    await saveBar(page).getByRole('button', { name: '保存' }).click();
    await saveBar(page).getByText('日历刚被别人修改过').waitFor();
    await saveBar(page).getByText('1 处修改').waitFor();
    await saveBar(page).getByRole('button', { name: '保存' }).click();
    await page.getByText('公司日历已保存').waitFor();
    await page.getByText('1–2 日 放假').waitFor();
    await page.context().close();
    await other.context().close();
  });

  it('asks before changes are lost', async () => {
    const page = await product.signedIn('li');
    await page.goto('/calendar?year=2026');
    await page.getByRole('button', { name: '作息与范围' }).click();
    await page.getByRole('checkbox', { name: '周六' }).uncheck({ force: true });
    await page.getByRole('button', { name: '确定' }).click();
    await saveBar(page).getByText('1 处修改').waitFor();
    await page.getByRole('link', { name: '积分台账' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '继续填写' }).click();
    await saveBar(page).getByRole('button', { name: '全部放弃' }).click();
    await page.getByRole('link', { name: '积分台账' }).click();
    await page.waitForURL('**/ledger');
    await page.context().close();
  });

  for (const look of looks) {
    it(`has no serious finding of axe and nothing that scrolls sideways: ${look.look}`, async () => {
      const page = await signedInWith(look, product, 'li');
      for (const year of ['2026', '2028']) {
        await page.goto(`/calendar?year=${year}`);
        await day(page, `${year}-12-31`).waitFor();
        expect([...(await findingsIn(look, page, `calendar-${year}`)), await overhang(page)]).toEqual([0]);
      }
      await day(page, '2028-01-01').click();
      await page.getByRole('dialog').waitFor();
      await page.screenshot({ path: `test-results/screens/calendar-editor-${look.look}.png` });
      expect([...(await findingsOn(page)), await overhang(page)]).toEqual([0]);
      await page.context().close();
    });
  }
});
