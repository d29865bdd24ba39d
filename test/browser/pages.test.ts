import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '../support/chromium-setup.ts';
import { axeFindings, desktop, keepPicture, phone, startProduct, type Product } from '../support/product.ts';
import { makeProjects } from './demo-data.ts';

const browser = inject('chromiumPath') !== undefined;
let product: Product;
let ids: Awaited<ReturnType<typeof makeProjects>>;

beforeAll(async () => {
  if (!browser) return;
  product = await startProduct();
  ids = await makeProjects(await product.signedIn('li'), await product.signedIn('wang'));
});
afterAll(async () => {
  if (browser) await product.close();
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

const looks = [
  { look: 'desktop-light-zh', settings: desktop, dark: false, language: 'zh' },
  { look: 'desktop-dark-en', settings: desktop, dark: true, language: 'en' },
  { look: 'phone-light-en', settings: phone, dark: false, language: 'en' },
  { look: 'phone-dark-zh', settings: phone, dark: true, language: 'zh' },
] as const;

describe.runIf(browser)('every page', () => {
  for (const { look, settings, dark, language } of looks) {
    it(`has no serious finding of axe and nothing that scrolls sideways: ${look}`, async () => {
      const colorScheme = dark ? 'dark' : 'light';
      const windows = new Map<string, Page>();
      const findings: string[] = [];
      for (const { name, account, path, shows } of pages) {
        const page = windows.get(account) ?? (await product.signedIn(account, { ...settings, colorScheme }));
        windows.set(account, page);
        await page.evaluate((code) => localStorage.setItem('jifen.language', code), language);
        await page.goto(path());
        await page.getByText(shows).first().waitFor({ state: 'attached' });
        await keepPicture(page, `${name}-${look}`);
        findings.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
        const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overhang > 0) findings.push(`${name}: ${overhang} px wider than the screen`);
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
});
