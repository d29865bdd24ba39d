import type { TestProject } from 'vitest/node';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined where there is no Chromium: the browser tests are then skipped. */
    chromiumPath: string | undefined;
  }
}

/** Finds or installs the browser once for the run. Without one the tests are skipped loudly; in CI that is a failure. */
export default function setup(project: TestProject): void {
  const path = findChromium();
  if (path === undefined) {
    const line = '!'.repeat(100);
    const words = '没有 Chromium，浏览器测试全部跳过 · No Chromium: ALL BROWSER TESTS ARE SKIPPED';
    if (process.env['CI'] === 'true') throw new Error(words);
    console.error(
      `\n${line}\n${words}\n安装它，或设置 CHROMIUM_PATH · install it or set CHROMIUM_PATH\n${line}\n`,
    );
  }
  project.provide('chromiumPath', path);
}
