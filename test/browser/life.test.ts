import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepPicture, productOfFile, withBrowser } from '../support/product.ts';

let owner: Page;
let leader: Page;

productOfFile(async (started) => {
  owner = await started.signedIn('li');
  leader = await started.signedIn('wang');
});

async function moveClock(page: Page, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: '演示时钟' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await page
    .getByText(/时钟已拨到/)
    .last()
    .waitFor();
}

async function handIn(milestone: string, fill: () => Promise<void>, button = '提交验收'): Promise<void> {
  await owner.goto('/work');
  await owner.getByRole('link', { name: milestone }).first().click();
  await owner.getByRole('form', { name: '提交成果' }).waitFor();
  await owner.getByLabel('完成说明').fill(`${milestone}：已完成，见附件。`);
  await fill();
  await owner.getByRole('button', { name: button }).click();
  await owner.getByText(new RegExp(`已提交「${milestone}」`)).waitFor();
}

async function accept(milestone: string): Promise<void> {
  await leader.goto('/inbox');
  await leader.getByRole('heading', { name: milestone, exact: true }).waitFor();
  await leader.getByRole('button', { name: /^通过/ }).click();
  await leader.getByText(new RegExp(`已通过「${milestone}」`)).waitFor();
}

it.runIf(withBrowser)(
  'two people take the 2000-point project from the first sign-in to its last point',
  async () => {
    await owner.goto('/projects/new');
    await owner.getByLabel('审核人').selectOption({ label: '王建国' });
    await owner
      .getByText(/权重合计 100%/)
      .first()
      .waitFor();
    await keepPicture(owner, 'new-project');
    // Due today, so that a day later it is overdue, whatever other deadlines there are.
    const due = owner.getByLabel('截止', { exact: true }).first();
    await due.fill((await due.getAttribute('min')) ?? '');
    await owner.getByRole('button', { name: '创建项目' }).click();
    await owner.getByRole('heading', { name: '导入积分管理' }).waitFor();
    await owner.getByRole('button', { name: '提交方案' }).first().click();

    // The leader's open page shows it by itself.
    await leader.goto('/inbox');
    await leader.getByRole('button', { name: /批准方案/ }).click();
    await leader.getByText('已批准「导入积分管理」的方案').waitFor();

    await handIn('制定方案', async () => {
      await owner.locator('input[type=file]').setInputFiles({
        name: '推行方案.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('第一条 全员参与\n第二条 按月公示\n'),
      });
      await owner.getByRole('button', { name: '移除 推行方案.txt' }).waitFor();
      await expect.poll(() => owner.locator('progress').count(), { timeout: 20_000 }).toBe(0);
    });
    await leader.goto('/inbox');
    await leader.getByText('推行方案.txt').first().waitFor();
    await leader.getByRole('region', { name: '推行方案.txt' }).getByText('第二条 按月公示').waitFor();
    await keepPicture(leader, 'inbox');
    await leader.getByRole('button', { name: /退回补充/ }).click();
    const dialog = leader.getByRole('dialog');
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await dialog.getByText('请写明原因').waitFor();
    await dialog.getByLabel('原因').fill('激励办法还缺预算');
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await leader.getByText('已退回「制定方案」').waitFor();

    await owner.goto('/work');
    await owner.getByText('激励办法还缺预算').first().waitFor();
    await moveClock(owner, /快进到下一个截止日/);
    await moveClock(owner, /快进一天/);
    await owner.getByText('已逾期').first().waitFor();
    await keepPicture(owner, 'my-work-overdue');
    await handIn('制定方案', () => owner.getByLabel('完成说明').fill('已补预算，见附件第三页。'));
    await accept('制定方案');

    await handIn(
      '试运行',
      async () => {
        await owner.getByLabel('实际完成数量').fill('4');
        await owner.getByLabel('未达标原因').fill('客服部下月初启用');
      },
      '未达标，仍要提交',
    );
    await leader.goto('/inbox');
    await leader.getByText('客服部下月初启用').first().waitFor();
    await accept('试运行');
    await handIn('全面推行', () => Promise.resolve());
    await accept('全面推行');

    await leader.goto('/dashboard');
    await leader.getByText('2,000').first().waitFor();
    await keepPicture(leader, 'dashboard');
    await leader.goto('/ledger');
    for (const points of ['+800', '+600']) await leader.getByText(points).first().waitFor();
    await keepPicture(leader, 'ledger');
  },
);
