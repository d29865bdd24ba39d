import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { pino } from 'pino';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { runServer, type RunningServer } from '../../server/main.ts';
import { testDatabase, testRedis } from './servers.ts';
import type {} from './chromium-setup.ts';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const QUIET = ['--disable-background-networking', '--disable-component-update'];
const SHOTS = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

/** Whether there is a browser to test with; where there is none, what needs it is left out. */
export const withBrowser = inject('chromiumPath') !== undefined;

/** The whole product with a demo company on a database of its own, and a browser to use it with. */
export type Product = {
  url: string;
  /** A window of its own, with nobody signed in. What its console complains about fails `close`. */
  open(settings?: Parameters<Browser['newContext']>[0]): Promise<Page>;
  /** A window in which this person is signed in, through the sign-in page. */
  signedIn(account: string, settings?: Parameters<Browser['newContext']>[0]): Promise<Page>;
  close(): Promise<void>;
};

/** A desktop as a Chinese company has it. */
export const desktop = {
  viewport: { width: 1440, height: 900 },
  locale: 'zh-CN',
  reducedMotion: 'reduce',
} as const;
export const phone = {
  ...desktop,
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const;

async function startProduct(): Promise<Product> {
  const executablePath = inject('chromiumPath');
  if (executablePath === undefined) throw new Error('there is no browser');
  const log = pino({ level: 'error' });
  const server: RunningServer = await runServer({
    mongodbUri: testDatabase().uri,
    redisUrl: await testRedis(),
    port: 0,
    host: '127.0.0.1',
    services: ['api', 'worker'],
    seedDemo: true,
    log,
  });
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...QUIET] });
  const complaints: string[] = [];
  const contexts: BrowserContext[] = [];

  const open: Product['open'] = async (settings = desktop) => {
    const context = await browser.newContext({ ...settings, baseURL: server.url });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      const expected = /status of (401|409|412|413|415|422)/.test(message.text());
      if (message.type() === 'error' && !expected) complaints.push(message.text());
    });
    return page;
  };

  return {
    url: server.url,
    open,
    async signedIn(account, settings) {
      const page = await open(settings);
      const password = server.demoAccounts.find((demo) => demo.account === account)?.password ?? '';
      await page.goto('/');
      await page.getByLabel('账号').fill(account);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('navigation').first().waitFor();
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.close();
      expect(complaints).toEqual([]);
    },
  };
}

/**
 * The product for all tests of a file: started before the first, with what `prepare` brings about, and closed after the
 * last. Without a browser nothing is started.
 */
export function productOfFile(prepare?: (product: Product) => Promise<void>): Omit<Product, 'close'> {
  let running: Product | undefined;
  const started = () => {
    if (running === undefined) throw new Error('the product has not been started yet');
    return running;
  };
  beforeAll(async () => {
    if (!withBrowser) return;
    running = await startProduct();
    await prepare?.(running);
  });
  afterAll(async () => {
    await running?.close();
  });
  return {
    get url() {
      return started().url;
    },
    open: (settings) => started().open(settings),
    signedIn: (account, settings) => started().signedIn(account, settings),
  };
}

/** Keeps a picture of the page for whoever looks at the run, under test-results/screens. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/** The serious and critical findings of axe on the page as it is, as `rule: where`. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
