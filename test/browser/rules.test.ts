import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, eachDay } from '../../workflows/working-days.ts';
import { findingsIn, findingsOn, lookOf, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, productOfFile, withBrowser } from '../support/product.ts';

const product = productOfFile();

/** A table as a company has it: one weight is wrong, one row says too little, and one area is a project. */
const TABLE = [
  '关键指标,关键过程,关键结果,关键结果权重,衡量标准,积分',
  '回访,电话回访,每月回访 50 个客户,７０％,录入客户系统,4 分/个',
  ',,,,客户投诉,-50 至 -1000',
  ',每周汇总,每周五 22 点前交汇总,20,汇总,5 分/周',
  ',其他,突出表现,10%,有突出表现,看情况',
  '建客户档案,定方案,写出档案方案,60%,1 月完成，方案完整,1000 分',
  ',建档案,全部客户建档,50%,3 月完成,',
].join('\n');

const answerSchema = z.looseObject({ now: z.string().default(''), items: z.array(z.unknown()).default([]) });

async function call(page: Page, method: 'GET' | 'POST', path: string, body?: unknown) {
  const headers = { 'x-requested-with': 'jifen', origin: new URL(page.url()).origin };
  const data = body === undefined ? {} : { data: body };
  const answer = await page.request.fetch(`/api/v1${path}`, { method, headers, ...data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answerSchema.parse(await answer.json());
}

const saved = (page: Page) => page.locator('[data-draft-state=saved]');

describe.runIf(withBrowser)('the rules', () => {
  it('are read by everybody as the table of each department', async () => {
    const page = await product.signedIn('chen');
    await page.getByRole('link', { name: '积分规则' }).click();
    const table = page.getByRole('table', { name: '采购与仓库' });
    await table.getByText('200 分/个，每月目标 2 个').waitFor();
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['产品采购', '仓库管理', '供应商']);
    expect(await table.getByRole('rowheader').first().getAttribute('rowspan')).toBe('5');
    await page.getByRole('link', { name: '销售' }).click();
    await page.getByText('50 分/¥1,000（按月累计）').waitFor();
    await page.getByText('5 分/天，22:00 前，工作日').waitFor();
    await page.getByText('800 分，当月累计达到 ¥380,000').waitFor();
    expect(await page.getByRole('button', { name: '修改规则' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: '从表格导入' }).count()).toBe(0);
    await page.goto('/rules/sales/edit');
    await page.getByText('您不能修改规则').waitFor();
    await page.context().close();
  });

  it('are imported from a table, its questions answered in place, and published', async () => {
    const page = await product.signedIn('li');
    await page.goto('/rules/from-table');
    const file = { name: '客服二组.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
    await page.locator('input[type=file]').setInputFiles(file);
    const visits = page.locator('[data-area=回访]');
    await visits.getByText('4 分/个，每月目标 50 个').waitFor();
    await visits.getByText('−50 至 −1,000 分，按严重程度').waitFor();
    await visits.getByText('5 分/周，周五 22:00 前').waitFor();
    const files = page.locator('[data-area=建客户档案]');
    await files.getByText('权重合计 110%').waitFor();
    const keep = page.getByRole('button', { name: '存为草稿' });
    expect(await keep.isDisabled()).toBe(true);
    await keepPicture(page, 'rules-import');
    expect(await findingsOn(page)).toEqual([]);

    await files.getByLabel('“全部客户建档”的权重（%）').fill('40');
    await page.keyboard.press('Tab');
    await files.getByText('权重合计 100%').waitFor();
    await visits.locator('[data-waiting=true] select').selectOption({ label: '按数量' });
    await visits.getByLabel(/^多少分/).fill('20');
    await page.keyboard.press('Tab');
    await visits.getByText('20 分/次').waitFor();
    await page.getByText('都答完了，可以存为草稿').waitFor();
    await keep.click();
    await page.getByText('已存为“客服二组”的草稿').waitFor();
    await page.getByRole('link', { name: '建客户档案' }).click();
    await expect.poll(() => page.getByLabel('项目名称').inputValue()).toBe('建客户档案');

    await page.goto('/rules');
    await page.getByRole('link', { name: '客服二组' }).click();
    await page.getByRole('link', { name: '继续修改草稿' }).click();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('这是该部门的第一版规则').waitFor();
    await dialog.getByLabel('说明').fill('从表格导入');
    await dialog.getByRole('button', { name: '发布' }).click();
    await page.getByText(/已发布第 1 版/).waitFor();
    await page.getByRole('table', { name: '客服二组' }).getByText('20 分/次').waitFor();
    await page.getByText('李敏发布').waitFor();
    await page.context().close();
  });

  it('are written as a draft that keeps itself, says what is wrong where it is, and is compared', async () => {
    const page = await product.signedIn('li');
    await page.goto('/rules/sales');
    await page.getByRole('button', { name: '修改规则' }).click();
    await page.getByLabel('部门名称').waitFor();
    const weight = page.getByLabel('权重（%）').first();
    await weight.fill('15');
    const sum = page.locator('[data-sum]').first();
    expect(await sum.innerText()).toMatch(/95%.*还差 5%/s);
    await page.getByText('有 1 处需要修改').waitFor();
    await weight.fill('20');
    await page.getByText('有 1 处需要修改').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '为“每周回访 20 个客户”添加规则' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('规则名称').fill('客户拜访');
    await dialog.getByLabel('类型').selectOption({ label: '按金额' });
    await dialog.getByText('10 分/¥1,000（按月累计）').waitFor();
    await dialog.getByLabel('每满多少钱').fill('');
    await dialog.getByText('必须填写。').waitFor();
    await keepPicture(page, 'rules-dialog');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('每满多少钱').fill('2500.50');
    await dialog.getByText('10 分/¥2,500.50（按月累计）').waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();

    const area = page.getByLabel('关键指标名称').nth(1);
    await area.focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => page.getByLabel('关键指标名称').first().inputValue()).toBe('自我营销');
    await saved(page).waitFor();
    await page.reload();
    await page.getByText('客户拜访').waitFor();
    expect(await page.getByLabel('关键指标名称').first().inputValue()).toBe('自我营销');
    await keepPicture(page, 'rules-edit');
    expect(await findingsOn(page)).toEqual([]);

    await page.getByRole('link', { name: '与现行版比较' }).click();
    const changes = page.locator('[data-changes] > li');
    await changes.first().waitFor();
    expect(await changes.allInnerTexts()).toEqual([expect.stringMatching(/新增\s*规则\s*客户拜访/)]);
    await page.context().close();
  });

  it('a draft that two people write says so, and overwrites nothing', async () => {
    const [one, other] = [await product.signedIn('li'), await product.signedIn('li')];
    for (const page of [one, other]) {
      await page.goto('/rules/sales/edit');
      await page.getByLabel('部门名称').waitFor();
    }
    await one.getByLabel('部门名称').fill('销售部');
    await saved(one).waitFor();
    await expect.poll(() => one.locator('[data-draft-state]').innerText()).toMatch(/已保存/);
    await other.getByLabel('部门名称').fill('业务部');
    await other.getByText('这份草稿刚刚被别人改过').waitFor();
    await other.getByRole('button', { name: '载入最新草稿' }).click();
    await expect.poll(() => other.getByLabel('部门名称').inputValue()).toBe('销售部');
    await one.context().close();
    await other.getByRole('button', { name: '放弃草稿' }).click();
    await other.getByRole('dialog').getByRole('button', { name: '放弃草稿' }).click();
    await other.getByText('草稿已删除').waitFor();
    await other.context().close();
  });

  it('a draft is tried on what was really done, and nothing is written', async () => {
    const page = await product.signedIn('li');
    const { now } = await call(page, 'GET', '/session');
    const from = new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10);
    const to = addDays(from, 6);
    for (let day = 0; day < 8; day += 1) await call(page, 'POST', '/demo/clock', { by: 'day' });
    const people = z
      .array(z.looseObject({ id: z.string(), name: z.string() }))
      .parse((await call(page, 'GET', '/people')).items);
    const feng = people.find(({ name }) => name === '冯洁')?.id;
    const items = eachDay({ from, to }).map((day) => ({
      rule: 'replies_of_day',
      externalId: `tried-${day}`,
      person: feng,
      startedAt: `${day}T10:00`,
      doneAt: `${day}T10:10`,
    }));
    await call(page, 'POST', '/items/batch', { items });

    await page.goto('/rules/customer_service');
    await page.getByRole('button', { name: '修改规则' }).click();
    await page.getByLabel('部门名称').waitFor();
    await page.getByRole('button', { name: /^当日咨询全部答复/ }).click();
    await page.getByRole('dialog').getByLabel(/^得分/).fill('50');
    await page.getByRole('button', { name: '完成' }).click();
    await saved(page).waitFor();
    await page.getByRole('link', { name: '试算' }).click();
    await page.getByText('试算不会写入任何积分').waitFor();
    const line = page.locator('[data-person=冯洁]');
    // The worker enters the days in its own time; by then as much as the rule gives is really there.
    await expect
      .poll(
        async () => {
          await page.goto(`/rules/customer_service/try?from=${from}&to=${to}`);
          await line.waitFor();
          const [, given = '0', tried = '0'] =
            /实际\s*(\d+)\s*按草稿\s*(\d+)/.exec(await line.innerText()) ?? [];
          return Number(given) > 0 && Number(given) * 5 === Number(tried) * 3;
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    await line.getByText('来自哪些规则').click();
    await line.getByText('当日咨询全部答复').waitFor();
    await page.getByText('增加 1 人').first().waitFor();
    expect(await findingsOn(page)).toEqual([]);
    await page.context().close();
  });

  const looks = [
    lookOf('desktop', 'dark', 'en'),
    lookOf('phone', 'light', 'zh'),
    lookOf('phone', 'dark', 'en'),
  ];
  it.each(looks)('stands up to axe and the width of the screen: $look', async (look) => {
    const page = await signedInWith(look, product, 'li');
    const findings: string[] = [];
    const pages = [
      { name: 'table', path: '/rules/purchasing_and_warehouse', shows: '遗漏订单' },
      { name: 'versions', path: '/rules/sales/versions', shows: /第 1 版|Version 1/ },
      { name: 'edit', path: '/rules/customer_service/edit', shows: '当日咨询全部答复' },
      {
        name: 'compare',
        path: '/rules/customer_service/compare?from=1&to=draft',
        shows: '当日咨询全部答复',
      },
      { name: 'try', path: '/rules/customer_service/try', shows: /只看不改|Only to look at/ },
      { name: 'import', path: '/rules/from-table', shows: /或者粘贴|Or paste/ },
    ];
    for (const { name, path, shows } of pages) {
      await page.goto(path);
      await page.getByText(shows).first().waitFor();
      findings.push(...(await findingsIn(look, page, `rules-${name}`)));
    }
    await page.getByRole('textbox').fill(TABLE.replaceAll(',', '\t'));
    await page.getByRole('button', { name: /读取粘贴的内容|Read what was pasted/ }).click();
    await page.locator('[data-area]').first().waitFor();
    findings.push(...(await findingsIn(look, page, 'rules-preview')));
    await page.context().close();
    expect(findings).toEqual([]);
  });
});
