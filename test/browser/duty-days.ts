import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import { z } from 'zod';
import { call } from './demo-data.ts';

const myWork = z.looseObject({
  tasks: z.array(z.looseObject({ id: z.string(), title: z.string(), due: z.string().nullable() })),
});

/** The workers plan the duties of a new day within a second or so. */
const PATIENCE = 8_000;

async function owed(page: Page): Promise<{ id: string; title: string }[]> {
  return myWork.parse(await call(page, 'GET', '/my-work')).tasks;
}

/** Moves the demo's clock, day by day, to one on which this person owes all of these duties. Gives their ids. */
export async function untilOwed(page: Page, ...titles: string[]): Promise<string[]> {
  const idsOf = async () => {
    const tasks = await owed(page);
    return titles.flatMap((title) => tasks.filter((task) => task.title === title).map(({ id }) => id));
  };
  for (let day = 0; day < 10; day++) {
    const found = await vi
      .waitUntil(async () => titles.length === (await idsOf()).length, { timeout: PATIENCE, interval: 200 })
      .then(idsOf, () => null);
    if (found !== null) return found;
    await call(page, 'POST', '/demo/clock', { by: 'day' });
  }
  throw new Error(`${titles.join(', ')} never came`);
}
