import type { Page } from 'playwright-core';
import { axeFindings, desktop, keepPicture, phone, type Product } from './product.ts';

const screens = { desktop, phone } as const;

/** How somebody may have the pages before them: on which screen, in which colours, in which language. */
export type Look = ReturnType<typeof lookOf>;

export function lookOf(screen: keyof typeof screens, colorScheme: 'light' | 'dark', language: 'zh' | 'en') {
  const settings = { ...screens[screen], colorScheme };
  return { look: `${screen}-${colorScheme}-${language}`, settings, language };
}

/** Four of the eight, in which every two of screen, colours and language meet once. */
export const looks = [
  lookOf('desktop', 'light', 'zh'),
  lookOf('desktop', 'dark', 'en'),
  lookOf('phone', 'light', 'en'),
  lookOf('phone', 'dark', 'zh'),
];

/** A window in which this person is signed in, and which has this look from its next page on. */
export async function signedInWith(
  { settings, language }: Look,
  product: Pick<Product, 'signedIn'>,
  account: string,
): Promise<Page> {
  const page = await product.signedIn(account, settings);
  await page.evaluate((code) => localStorage.setItem('jifen.language', code), language);
  return page;
}

/** By how many pixels the page is wider than the screen. */
export async function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** What axe finds on the page as it is, and whether it has to be scrolled sideways. */
export async function findingsOn(page: Page): Promise<string[]> {
  const found = await axeFindings(page);
  const wider = await overhang(page);
  return wider > 0 ? [...found, `${wider} px wider than the screen`] : found;
}

/** Keeps a picture of the page in this look under the page's name, and gives what is found on it. */
export async function findingsIn({ look }: Look, page: Page, name: string): Promise<string[]> {
  await keepPicture(page, `${name}-${look}`);
  return (await findingsOn(page)).map((finding) => `${name}: ${finding}`);
}
