import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { productOfFile, withBrowser } from '../support/product.ts';
import { makeProjects, send } from './demo-data.ts';

let owner: Page;
let leader: Page;
let ids: Awaited<ReturnType<typeof makeProjects>>;

const product = productOfFile(async (started) => {
  owner = await started.signedIn('li');
  leader = await started.signedIn('wang');
  ids = await makeProjects(owner, leader);
});

describe.runIf(withBrowser)('what happens elsewhere meanwhile', () => {
  it('leaves the reason to be copied, and asks nothing about another item', async () => {
    await leader.goto(`/inbox/${ids.running}/trial`);
    await leader.getByRole('heading', { name: '试运行' }).waitFor();
    await leader.keyboard.press('d');
    const dialog = leader.getByRole('dialog', { name: /试运行/ });
    await dialog.getByLabel('原因').fill('客服部没有用起来');
    await send(leader, ids.running, { type: 'RETURN', milestone: 'trial', reason: '请补客服部的记录' });
    await dialog.getByText('这一项刚刚已被处理或撤回').waitFor();
    expect(await dialog.getByLabel('原因').inputValue()).toBe('客服部没有用起来');
    expect(await dialog.getByRole('button', { name: '驳回' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await leader.keyboard.press('j');
    await leader.getByRole('heading', { name: '仓库盘点流程改造' }).waitFor();
    expect(await leader.getByRole('dialog').count()).toBe(0);
  });

  it('leads from a figure of the dashboard to the projects that it is made of', async () => {
    await leader.goto('/dashboard');
    await leader.getByRole('link', { name: /^未完成/ }).click();
    for (const state of ['待启动', '进行中', '已暂停'])
      await leader.locator('a[aria-current=true]', { hasText: state }).waitFor();
    await leader.getByText('导入积分管理').first().waitFor();
    await leader.goto('/dashboard');
    await leader.getByRole('link', { name: /^已失去/ }).click();
    await leader.locator('a[aria-current=true]', { hasText: '有失去的积分' }).waitFor();
  });

  it('is shown again after the stream was refused once', async () => {
    const page = await product.signedIn('wang');
    // 409 stands for any answer but 200: that is what ends an EventSource.
    await page.route('**/api/v1/stream', (route) => route.fulfill({ status: 409 }), { times: 1 });
    await page.goto('/inbox');
    await page.getByText('仓库盘点流程改造').first().waitFor();
    await page.waitForResponse((answer) => answer.url().endsWith('/stream') && answer.status() === 200);
    await send(owner, ids.draft, { type: 'SUBMIT_PLAN' });
    await page.getByText('客户满意度提升').first().waitFor();
  });

  it('asks to sign in when the session has ended, and what was typed is there afterwards', async () => {
    const page = await product.signedIn('li');
    const address = `/work/${ids.running}/trial`;
    await page.goto(address);
    await page.getByLabel('完成说明').fill('客服部的记录已补。');
    const headers = { 'x-requested-with': 'jifen', origin: new URL(page.url()).origin };
    await page.request.fetch('/api/v1/session', { method: 'DELETE', headers });
    await page.getByRole('heading', { name: '登录积分台' }).waitFor();
    await page.getByRole('button', { name: /李/ }).first().click();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await expect.poll(() => page.getByLabel('完成说明').inputValue()).toBe('客服部的记录已补。');
  });
});
