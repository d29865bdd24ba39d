import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsIn, looks, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, productOfFile, withBrowser } from '../support/product.ts';

const ORDERS = '增购金额';
const COMPLAINT = '客户投诉';
let owner: Page;
let leader: Page;

const product = productOfFile(async (started) => {
  owner = await started.signedIn('qian');
  leader = await started.signedIn('wang');
});

/** What is foreseen is there twice, beside the form and, on a phone, in it. */
const foreseen = (page: Page) => page.getByLabel('预计得分').filter({ visible: true });

/** The choice of a rule, with nothing left over from the claim before. */
async function begin(page: Page) {
  await page.goto('/claims');
  const restored = page.getByRole('button', { name: '清空重填' });
  await page.getByRole('searchbox').or(restored).waitFor();
  if ((await restored.count()) === 0) return;
  await restored.click();
  await page.getByRole('button', { name: '换一项' }).click();
}

async function choose(page: Page, rule: string) {
  await begin(page);
  await page.getByRole('searchbox').fill(rule);
  await page.getByRole('button', { name: new RegExp(`^${rule}`) }).click();
  await page.getByRole('heading', { name: rule }).waitFor();
}

async function send(page: Page) {
  await page.getByRole('button', { name: '提交申报' }).click();
  await page.getByRole('button', { name: '再申报一笔' }).waitFor();
}

async function accept(title: string) {
  await leader.goto('/inbox');
  await leader.getByRole('heading', { name: title, exact: true }).waitFor();
  await leader.keyboard.press('a');
  await leader.getByText(new RegExp(`已通过「${title}」`)).waitFor();
}

describe.runIf(withBrowser)('claims', () => {
  it('say beforehand what ¥600 gives, and ¥600 more, and are entered so', async () => {
    await owner.goto('/work');
    await owner.getByRole('link', { name: '申报积分' }).first().click();
    await owner.getByRole('searchbox').fill('增购');
    await keepPicture(owner, 'claim-choose');
    await owner.getByRole('button', { name: new RegExp(`^${ORDERS}`) }).click();
    await owner.getByRole('textbox', { name: /^金额/ }).fill('600.005');
    await owner.getByText('最多两位小数').waitFor();
    await owner.getByRole('textbox', { name: /^金额/ }).fill('600');
    await foreseen(owner).getByText('¥600：本次未满一步，再有 ¥400 得 50 分').waitFor();
    await foreseen(owner).getByText('由王建国审核').waitFor();
    await owner.getByLabel('情况说明').fill('晨光书店追加订货');
    await keepPicture(owner, 'claim-foreseen');
    expect(await axeFindings(owner)).toEqual([]);
    await send(owner);
    await owner.getByText('已提交，等待王建国审核').waitFor();
    await keepPicture(owner, 'claim-sent');

    await leader.goto('/inbox');
    await leader.getByText('本次未满一步').waitFor();
    await leader.getByText('晨光书店追加订货').waitFor();
    await keepPicture(leader, 'inbox-claim');
    await accept(ORDERS);

    await owner.getByRole('button', { name: '再申报一笔' }).click();
    await owner.getByRole('textbox', { name: /^金额/ }).fill('600.00');
    await foreseen(owner).getByText('¥600：本次满 1 步，得 50 分；再有 ¥800 又得 50 分').waitFor();
    await foreseen(owner)
      .getByText(/¥600 → ¥1,200/)
      .waitFor();
    await owner.getByLabel('情况说明').fill('晨光书店第二次追加');
    await keepPicture(owner, 'claim-foreseen-step');
    await send(owner);
    await accept(ORDERS);
  });

  it('lead from their page to the entry and why it is there', async () => {
    await owner.goto('/claims');
    await owner.getByRole('link', { name: new RegExp(`${ORDERS}.*\\+50`) }).click();
    await owner.getByText('已通过，+50 分已入账').waitFor();
    await keepPicture(owner, 'claim-page');
    expect(await axeFindings(owner)).toEqual([]);
    await owner.getByRole('region', { name: '积分明细' }).getByRole('link').click();
    await owner.getByRole('heading', { name: '积分依据' }).waitFor();
    await owner.getByText('晨光书店第二次追加').first().waitFor();
    await keepPicture(owner, 'claim-why');
  });

  it('with an id that is there already lead to the claim that has it', async () => {
    for (const round of [1, 2]) {
      await choose(owner, '转介绍');
      await owner.getByRole('spinbutton', { name: /^数量/ }).fill(String(round));
      await owner.getByText('来自其他系统的单据').click();
      await owner.getByLabel('外部单号').fill('CRM-2044');
      if (round === 2) break;
      await foreseen(owner).getByText('1 个 × 300 分，得 300 分').waitFor();
      await send(owner);
    }
    await foreseen(owner).getByText('这个单号已经申报过了').waitFor();
    expect(await owner.getByRole('button', { name: '提交申报' }).isDisabled()).toBe(true);
    await keepPicture(owner, 'claim-id-twice');
    await foreseen(owner).getByRole('link', { name: '查看这笔申报' }).click();
    await owner.getByText('CRM-2044').waitFor();
    await owner.getByRole('button', { name: '撤回申报' }).click();
    await owner.getByText('已撤回，不计分').waitFor();
  });

  it('that cannot be made say why, and from when', async () => {
    await begin(owner);
    await owner.getByText(/现在不能申报的规则/).click();
    await owner.getByText('属于岗位“客服”').first().waitFor();
    await keepPicture(owner, 'claim-not-now');
    expect(await axeFindings(owner)).toEqual([]);
    await choose(owner, '转介绍');
    await owner.getByRole('spinbutton', { name: /^数量/ }).fill('1');
    const day = await owner.getByLabel('发生日期').inputValue();
    await owner.getByLabel('发生日期').fill(`${Number(day.slice(0, 4)) + 1}-01-15`);
    await foreseen(owner)
      .getByText(/日期还没有到.*1月15日.*起可以申报/)
      .waitFor();
    await keepPicture(owner, 'claim-too-early');
    await owner.getByRole('button', { name: '换一项' }).click();
  });

  it('are found again after a reload, with what was typed and uploaded', async () => {
    await choose(owner, ORDERS);
    await owner.getByRole('textbox', { name: /^金额/ }).fill('1,280.50');
    await owner.getByLabel('情况说明').fill('写到一半');
    await owner.locator('input[type=file]').setInputFiles({
      name: '订单.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('追加订货 ¥1,280.50\n'),
    });
    await owner.getByRole('button', { name: '移除 订单.txt' }).waitFor();
    await expect.poll(() => owner.locator('progress').count(), { timeout: 20_000 }).toBe(0);
    await owner.goto('/claims');
    await owner.getByText('已恢复上次没有提交的申报').waitFor();
    expect(await owner.getByRole('textbox', { name: /^金额/ }).inputValue()).toBe('1,280.50');
    expect(await owner.getByLabel('情况说明').inputValue()).toBe('写到一半');
    await owner.getByRole('button', { name: '移除 订单.txt' }).waitFor();
    await send(owner);
    await owner.getByRole('link', { name: '查看这笔申报' }).click();
    await owner.getByRole('heading', { name: '历次提交' }).waitFor();
    await keepPicture(owner, 'claim-with-file');
    await owner.getByRole('region', { name: '订单.txt' }).waitFor();
  });

  it('are returned with a reason, put right and handed in again', async () => {
    await leader.goto('/inbox');
    await leader.getByRole('heading', { name: ORDERS, exact: true }).waitFor();
    await leader.keyboard.press('r');
    const dialog = leader.getByRole('dialog');
    await dialog.getByLabel('原因').fill('金额与订单不符，应为 1,208.50');
    await dialog.getByRole('button', { name: '退回补充' }).click();
    await leader.getByText(`已退回「${ORDERS}」`).waitFor();
    await owner.goto('/work');
    await owner.getByRole('heading', { name: /待补充的申报/ }).waitFor();
    await owner.getByText('金额与订单不符').first().waitFor();
    await owner.getByRole('link', { name: '补充申报' }).click();
    await owner.getByRole('textbox', { name: /^金额/ }).fill('1208.50');
    await keepPicture(owner, 'claim-mend');
    await owner.getByRole('form', { name: '提交成果' }).getByRole('button', { name: '提交' }).click();
    await owner.getByText('已提交，等待王建国审核').waitFor();
    await owner.getByText('¥1,208.50').first().waitFor();
  });

  it('are made by a leader for somebody else, and the points chosen by seriousness', async () => {
    await leader.goto('/claims');
    await leader.getByLabel('替谁申报').selectOption({ label: '孙丽' });
    await leader.getByRole('button', { name: new RegExp(`^${COMPLAINT}`) }).click();
    await foreseen(leader).getByText('由审核人评定').waitFor();
    await leader.getByLabel('情况说明').fill('客户来电投诉发错货');
    await keepPicture(leader, 'claim-for-another');
    await send(leader);
    await leader.goto('/inbox');
    await leader.getByRole('link', { name: new RegExp(COMPLAINT) }).click();
    await leader.getByRole('heading', { name: COMPLAINT, exact: true }).waitFor();
    await leader.keyboard.press('a');
    const dialog = leader.getByRole('dialog', { name: `通过并评分：${COMPLAINT}` });
    await dialog.getByRole('spinbutton', { name: /^积分/ }).fill('-1200');
    await dialog.getByText('请填写 −1,000 至 −50 之间的整数').waitFor();
    await dialog.getByRole('button', { name: /^严重/ }).click();
    await dialog.getByRole('spinbutton', { name: /^积分/ }).fill('-600');
    await keepPicture(leader, 'inbox-points');
    expect(await axeFindings(leader)).toEqual([]);
    await dialog.getByRole('button', { name: '通过' }).click();
    await leader.getByText(`已通过「${COMPLAINT}」，−600 分已入账`).waitFor();
  });

  it('can be reversed with a reason, and the ledger keeps both entries', async () => {
    await leader.goto('/ledger');
    const owned = await product.signedIn('sun');
    await owned.goto('/claims');
    await owned.getByRole('link', { name: new RegExp(`${COMPLAINT}.*−600`) }).click();
    await owned.getByText('已通过，−600 分已入账').waitFor();
    expect(await owned.getByRole('button', { name: '冲销' }).count()).toBe(0);
    await leader.goto(new URL(owned.url()).pathname);
    await leader.getByRole('button', { name: '冲销' }).click();
    await leader.getByRole('dialog').getByLabel('原因').fill('投诉查无此事');
    await leader.getByRole('dialog').getByRole('button', { name: '冲销' }).click();
    await leader.getByText('已冲销，积分不再计入').waitFor();
    await owned.getByText('已冲销，积分不再计入').waitFor();
    for (const points of ['−600 分', '+600 分'])
      await owned.getByRole('region', { name: '积分明细' }).getByText(points).waitFor();
    await keepPicture(owned, 'claim-reversed');
    await owned.context().close();
  });

  it.each(looks)('have no finding of axe and fit the screen: $look', async (look) => {
    const page = await signedInWith(look, product, 'qian');
    const findings: string[] = [];
    const check = async (name: string) => findings.push(...(await findingsIn(look, page, name)));
    await page.goto('/claims');
    await page.getByText(ORDERS).first().waitFor();
    await check('claims');
    await page.getByRole('button', { name: new RegExp(`^${ORDERS}`) }).click();
    await page.getByPlaceholder('0.00').fill('600');
    await page.getByText(/^¥600/).filter({ visible: true }).first().waitFor();
    await check('claim-new');
    await page.getByPlaceholder('0.00').fill('');
    await page.goto('/claims');
    await page.getByRole('link', { name: new RegExp(`${ORDERS}.*\\+50`) }).click();
    await page.getByRole('heading', { name: ORDERS }).waitFor();
    await check('claim-page');
    expect(findings).toEqual([]);
    await page.context().close();
  });
});
