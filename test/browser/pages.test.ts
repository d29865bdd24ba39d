import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findingsIn, looks, signedInWith } from '../support/looks.ts';
import { axeFindings, keepPicture, productOfFile, withBrowser } from '../support/product.ts';
import { makeProjects } from './demo-data.ts';

let ids: Awaited<ReturnType<typeof makeProjects>>;

const product = productOfFile(async (started) => {
  ids = await makeProjects(await started.signedIn('li'), await started.signedIn('wang'));
});

/** Every page, by the account that has the most to see there, and what tells that it is all there. */
const pages: { name: string; account: string; path: () => string; shows: string | RegExp }[] = [
  { name: 'my-work', account: 'li', path: () => '/work', shows: '客户满意度提升' },
  { name: 'work-item', account: 'li', path: () => `/work/${ids.running}/trial`, shows: '财务部下月启用' },
  { name: 'inbox-list', account: 'wang', path: () => '/inbox', shows: '试运行' },
  { name: 'inbox-item', account: 'wang', path: () => `/inbox/${ids.running}/trial`, shows: '财务部下月启用' },
  {
    name: 'inbox-plan',
    account: 'wang',
    path: () => `/inbox/${ids.waiting}/plan-review`,
    shows: '仓库盘点流程改造',
  },
  { name: 'projects', account: 'li', path: () => '/projects', shows: '仓库盘点流程改造' },
  { name: 'new-project', account: 'li', path: () => '/projects/new', shows: /100%/ },
  { name: 'project', account: 'wang', path: () => `/projects/${ids.running}`, shows: '激励办法还缺预算' },
  { name: 'revise', account: 'li', path: () => `/projects/${ids.draft}/edit`, shows: /100%/ },
  { name: 'ledger', account: 'li', path: () => '/ledger', shows: /800/ },
  {
    name: 'why',
    account: 'li',
    path: () => `/ledger/${encodeURIComponent(`${ids.running}/plan/award/1`)}`,
    shows: /40\s?%/,
  },
  { name: 'scorecard', account: 'qian', path: () => '/scorecard?department=sales', shows: '维护老客户' },
  { name: 'dashboard', account: 'wang', path: () => '/dashboard', shows: '导入积分管理' },
  { name: 'notifications', account: 'li', path: () => '/notifications', shows: '制定方案' },
  { name: 'missing', account: 'li', path: () => '/nowhere', shows: /./ },
];

describe.runIf(withBrowser)('every page', () => {
  for (const look of looks) {
    it(`has no serious finding of axe and nothing that scrolls sideways: ${look.look}`, async () => {
      const windows = new Map<string, Page>();
      const findings: string[] = [];
      for (const { name, account, path, shows } of pages) {
        const page = windows.get(account) ?? (await signedInWith(look, product, account));
        windows.set(account, page);
        await page.goto(path());
        await page.getByText(shows).first().waitFor({ state: 'attached' });
        findings.push(...(await findingsIn(look, page, name)));
      }
      for (const page of windows.values()) await page.context().close();
      expect(findings).toEqual([]);
    });
  }

  it('also the sign-in page, and what it says to a wrong password', async () => {
    const page = await product.open();
    await page.goto('/');
    await page.getByLabel('账号').fill('li');
    await page.getByLabel('密码').fill('不对的密码');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('账号或密码不对').waitFor();
    await keepPicture(page, 'sign-in-refused');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('stays the one that was chosen while the start page still asks where to begin', async () => {
    const page = await product.signedIn('chen');
    await page.getByRole('heading', { name: '我的工作' }).waitFor();
    const asked = gate();
    const loaded = gate();
    await page.route('**/api/v1/my-work', async (route) => {
      await asked.opened;
      await route.continue();
    });
    await page.route('**/assets/RulesPage-*.js', async (route) => {
      await loaded.opened;
      await route.continue();
    });
    await page.goto('/');
    await page.getByRole('link', { name: '积分规则' }).click();
    const answered = page.waitForResponse('**/api/v1/my-work');
    asked.open();
    await answered;
    // The start page has had its answer by the time that the next frame is drawn.
    await page.evaluate(() => new Promise(requestAnimationFrame));
    loaded.open();
    await page.getByRole('table', { name: '采购与仓库' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/rules');
    await page.context().close();
  });
});

/** What waits until it is opened. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
