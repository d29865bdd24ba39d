import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsIn, looks, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, phone, productOfFile, withBrowser } from '../support/product.ts';
import { call, send } from './demo-data.ts';
import { untilOwed } from './duty-days.ts';

const POSTS = '当日好友与动态';
const CALLS = '当日电话与拜访';
const MESSAGE = '本周群发';
let owner: Page;
let leader: Page;

const product = productOfFile(async (started) => {
  owner = await started.signedIn('qian', phone);
  leader = await started.signedIn('wang');
  await untilOwed(owner, POSTS, CALLS, MESSAGE);
});

const row = (page: Page, title: string) =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: title }) })
    .first();

async function handIn(title: string, fill: (form: ReturnType<Page['getByRole']>) => Promise<void>) {
  await row(owner, title).getByRole('button', { name: '提交' }).click();
  const form = row(owner, title).getByRole('form', { name: '提交成果' });
  await fill(form);
  await form.getByRole('button', { name: '提交' }).click();
  await owner.getByText(`已提交「${title}」`).waitFor();
}

describe.runIf(withBrowser)('duties', () => {
  it('are handed in where they stand, on a phone: a text, a link, a photo', async () => {
    await owner.goto('/work');
    await handIn(POSTS, async (form) => {
      await form.getByRole('button', { name: '提交' }).click();
      await form.getByText('请至少提供一项佐证材料').waitFor();
      await form.getByLabel('完成说明').fill('加了 2 位好友，动态见截图。');
      await keepPicture(owner, 'duty-hand-in-phone');
    });
    await handIn(CALLS, async (form) => {
      await form.getByRole('button', { name: '添加链接' }).click();
      await form.getByLabel('链接 1').fill('crm.example.com/calls');
    });
    await handIn(MESSAGE, async (form) => {
      await form.locator('input[type=file][capture]').setInputFiles({
        name: '群发.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('周一群发，已读 86 人\n'),
      });
      await form.getByRole('button', { name: '移除 群发.txt' }).waitFor();
      await expect.poll(() => form.locator('progress').count(), { timeout: 20_000 }).toBe(0);
    });
    const today = owner.getByRole('region', { name: '今天提交的' });
    for (const title of [POSTS, CALLS, MESSAGE])
      await today.getByRole('link', { name: title }).getByText('待审核').waitFor();
    await keepPicture(owner, 'my-work-handed-in-phone');
  });

  it('are looked at one by one and returned with what is missing', async () => {
    await leader.goto('/inbox');
    await leader
      .getByRole('region', { name: '待办列表' })
      .getByRole('link', { name: new RegExp(CALLS) })
      .click();
    await leader.getByRole('heading', { name: CALLS }).waitFor();
    await leader.getByRole('link', { name: 'https://crm.example.com/calls' }).waitFor();
    await keepPicture(leader, 'inbox-duty');
    await leader.keyboard.press('r');
    const dialog = leader.getByRole('dialog', { name: `退回补充：${CALLS}` });
    await dialog.getByLabel('原因').fill('请补拜访记录');
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await leader.getByText(`已退回「${CALLS}」`).waitFor();

    await owner.getByText('请补拜访记录').first().waitFor();
    await keepPicture(owner, 'my-work-returned-phone');
    await handIn(CALLS, async (form) => {
      await form.getByText('已带入上次提交的内容').waitFor();
      expect(await form.getByLabel('链接 1').inputValue()).toBe('https://crm.example.com/calls');
      await form.getByLabel('完成说明').fill('已补拜访记录。');
    });
  });

  it('are urged by who waits, and handed to another reviewer and back', async () => {
    await owner.getByRole('region', { name: '今天提交的' }).getByRole('link', { name: CALLS }).click();
    await owner.getByRole('button', { name: '催办' }).click();
    await owner.getByText('已催办审核人').waitFor();
    await expect.poll(() => owner.getByRole('button', { name: '催办' }).count()).toBe(0);
    await keepPicture(owner, 'duty-urged-phone');

    const other = await product.signedIn('sun', phone);
    for (const [page, to] of [
      [leader, '孙丽'],
      [other, '王建国'],
    ] as const) {
      await page.goto('/inbox');
      await page
        .getByRole('region', { name: '待办列表' })
        .getByRole('link', { name: new RegExp(CALLS) })
        .click();
      await page.getByRole('button', { name: '转交' }).click();
      const dialog = page.getByRole('dialog', { name: `转交“${CALLS}”` });
      await dialog.getByRole('button', { name: '转交' }).click();
      await dialog.getByText('请选择转交给谁').waitFor();
      const people = await dialog.getByLabel('转交给').locator('option').allInnerTexts();
      expect(people.filter((name) => name.startsWith('钱晓雯'))).toEqual([]);
      const choice = people.find((name) => name.startsWith(to)) ?? '';
      await dialog.getByLabel('转交给').selectOption({ label: choice });
      await dialog.getByLabel('原因').fill('出差，请代为审核');
      await keepPicture(page, `inbox-transfer-${to}`);
      await dialog.getByRole('button', { name: '转交' }).click();
      await page.getByText(`“${CALLS}”已转交给${to}`).waitFor();
    }
    await owner.getByText('转交给 王建国').waitFor();
    await other.context().close();
  });

  it('are accepted in one go; one that was withdrawn meanwhile is named with its reason', async () => {
    const page = await product.signedIn('wang');
    // A list that does not hear of what happens elsewhere.
    await page.route('**/api/v1/stream', (route) => route.fulfill({ status: 409 }));
    await page.goto('/inbox');
    const boxes = page.getByRole('checkbox', { name: /^勾选/ });
    await expect.poll(() => boxes.count()).toBe(3);
    await page.getByRole('heading', { name: POSTS }).waitFor();
    await page.keyboard.press('x');
    await page.getByText('已选 1 项 · 共 +2 分').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText(/^已选 2 项/).waitFor();
    await page.getByRole('button', { name: /^全选/ }).click();
    await page.getByText('已选 3 项 · 共 +17 分').waitFor();
    await keepPicture(page, 'inbox-together');
    expect(await axeFindings(page)).toEqual([]);

    await owner.goto('/work');
    await row(owner, MESSAGE).getByRole('link', { name: MESSAGE }).click();
    await owner.getByRole('button', { name: '撤回提交' }).click();
    await owner.getByText('已撤回').first().waitFor();
    await page.keyboard.press('a');
    await page.getByText('已通过 2 项').waitFor();
    const refused = page.getByRole('alert').filter({ hasText: '有 1 项没有处理成功' });
    await refused.getByRole('link', { name: new RegExp(MESSAGE) }).waitFor();
    await keepPicture(page, 'inbox-refused');
    await page.context().close();

    await owner.goto('/work');
    await owner.getByRole('link', { name: new RegExp(`${POSTS}.*已通过`) }).click();
    await owner.getByText('+2 分').first().waitFor();
    await owner
      .getByRole('region', { name: '积分明细' })
      .getByRole('link', { name: '例行任务通过' })
      .waitFor();
    await keepPicture(owner, 'duty-page-phone');
  });

  it('keep what was being written, also over a reload', async () => {
    await owner.goto('/work');
    await row(owner, MESSAGE).getByRole('button', { name: '提交' }).click();
    await row(owner, MESSAGE).getByLabel('完成说明').fill('写到一半');
    await owner.reload();
    await row(owner, MESSAGE).getByRole('button', { name: '提交' }).click();
    await expect.poll(() => row(owner, MESSAGE).getByLabel('完成说明').inputValue()).toBe('写到一半');
  });

  it('that nobody hands in are missed when their moment is over, and the scorecard leads to them', async () => {
    const [id = ''] = await untilOwed(owner, POSTS);
    await owner.goto('/work');
    await row(owner, POSTS).waitFor();
    await call(owner, 'POST', '/demo/clock', { by: 'day' });
    await owner.goto(`/duties/${id}`);
    await owner.getByText('到期没有完成').waitFor();
    await keepPicture(owner, 'duty-missed-phone');
    await owner.goto('/scorecard');
    await owner.getByRole('link', { name: new RegExp(`^${POSTS}：.*查看依据`) }).click();
    await owner
      .getByRole('link', { name: new RegExp(`${POSTS}.*未完成`) })
      .first()
      .waitFor();
    await owner.getByLabel('状态').selectOption({ label: '已通过' });
    await expect.poll(() => owner.getByText('未完成', { exact: true }).count()).toBe(1);
    await keepPicture(owner, 'duties-list-phone');
  });

  it('cannot be decided twice or by those who owe them', async () => {
    const [id = ''] = await untilOwed(owner, CALLS);
    await expect(send(leader, id, { type: 'SUBMIT_WORK', evidence: { text: '代交' } })).rejects.toThrow();
    await expect(send(owner, id, { type: 'ACCEPT_WORK' })).rejects.toThrow();
  });

  it.each(looks)('have no finding of axe and fit the screen: $look', async (look) => {
    const page = await signedInWith(look, product, 'qian');
    const [id = ''] = await untilOwed(page, POSTS);
    const findings: string[] = [];
    for (const { name, path } of [
      { name: 'my-work-duties', path: '/work' },
      { name: 'duty', path: `/duties/${id}` },
      { name: 'duties', path: '/duties' },
    ]) {
      await page.goto(path);
      await page.getByText(POSTS).first().waitFor();
      if (name === 'my-work-duties')
        await row(page, POSTS)
          .getByRole('button', { name: look.language === 'zh' ? '提交' : 'Hand in' })
          .click();
      findings.push(...(await findingsIn(look, page, name)));
    }
    expect(findings).toEqual([]);
    await page.context().close();
  });
});
