import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { projectTemplates } from '../../workflows/catalogue/projects.ts';

/** A PNG of one pixel: an image that can be shown in place. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const answerSchema = z.looseObject({
  instance: z.string().default(''),
  person: z.object({ id: z.string() }).optional(),
});
type Answer = z.output<typeof answerSchema>;

export async function call(
  page: Page,
  method: 'POST' | 'GET',
  path: string,
  body?: unknown,
): Promise<Answer> {
  const origin = new URL(page.url()).origin;
  const headers = { 'x-requested-with': 'jifen', origin };
  const data = body === undefined ? {} : { data: body };
  const answer = await page.request.fetch(`/api/v1${path}`, { method, headers, ...data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answerSchema.parse(await answer.json());
}

export const send = (page: Page, instance: string, event: object) =>
  call(page, 'POST', `/instances/${instance}/events`, { ...event, commandId: randomUUID() });

/**
 * Three projects, so that every page has something to show: one with points, a return and something that waits
 * for a decision; one whose plan waits; one draft. Gives their ids.
 */
export async function makeProjects(
  owner: Page,
  leader: Page,
): Promise<{ running: string; waiting: string; draft: string }> {
  const people = {
    owner: (await call(owner, 'GET', '/session')).person?.id,
    leader: (await call(leader, 'GET', '/session')).person?.id,
  };
  const [template] = projectTemplates;
  const definition = template?.definition(new Date().toISOString().slice(0, 10), 'zh');
  const create = async (title: string) => {
    const project = { commandId: randomUUID(), definition: { ...definition, title }, ...people };
    return (await call(owner, 'POST', '/projects', project)).instance;
  };

  const running = await create('导入积分管理');
  await send(owner, running, { type: 'SUBMIT_PLAN' });
  await send(leader, running, { type: 'ACCEPT_PLAN' });
  await send(owner, running, { type: 'START' }).catch(() => undefined);
  const evidence = { text: '方案见附件，已发各部门征求意见。', links: ['https://example.com/plan'] };
  await send(owner, running, { type: 'SUBMIT', milestone: 'plan', evidence });
  await send(leader, running, { type: 'RETURN', milestone: 'plan', reason: '激励办法还缺预算' });
  const file = await owner.request.post(`/api/v1/instances/${running}/files?name=plan.png`, {
    headers: {
      'x-requested-with': 'jifen',
      origin: new URL(owner.url()).origin,
      'content-type': 'image/png',
    },
    data: PIXEL,
  });
  const { id } = z.object({ id: z.string() }).parse(await file.json());
  await send(owner, running, { type: 'SUBMIT', milestone: 'plan', evidence: { ...evidence, files: [id] } });
  await send(leader, running, { type: 'ACCEPT', milestone: 'plan', comment: '内容完整' });
  const short = {
    text: '已在四个部门使用。',
    value: 4,
    list: ['采购', '销售', '客服', '仓库'],
    shortfall: '财务部下月启用',
  };
  await send(owner, running, { type: 'SUBMIT', milestone: 'trial', evidence: { ...short, files: [id] } });

  const waiting = await create('仓库盘点流程改造');
  await send(owner, waiting, { type: 'SUBMIT_PLAN' });
  return { running, waiting, draft: await create('客户满意度提升') };
}
