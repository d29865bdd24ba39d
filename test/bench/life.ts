import { projectTemplates } from '../../workflows/catalogue/projects.ts';
import { projectDefinitionSchema } from '../../workflows/definition.ts';
import type { Command } from '../../workflows/events.ts';
import type { Actor } from '../../workflows/permissions.ts';

export const owner: Actor = { id: 'a'.repeat(24), roles: ['pointsManager'] };
export const leader: Actor = { id: 'b'.repeat(24), roles: ['leader'] };

const [template] = projectTemplates;
if (template === undefined) throw new Error('the catalogue has no project');
export const definition = projectDefinitionSchema.parse(template.definition('2030-01-01', 'zh'));

const evidence = {
  text: '见附件：方案全文与推行计划',
  links: [],
  files: [],
  list: [],
  shortfall: '',
  value: 6,
};

/** A whole project life after its creation: plan accepted, three milestones handed in and accepted, one returned. */
export const life: { actor: Actor; event: Command }[] = [
  { actor: owner, event: { type: 'SUBMIT_PLAN' } },
  { actor: leader, event: { type: 'ACCEPT_PLAN', comment: '' } },
  { actor: owner, event: { type: 'START' } },
  ...['plan', 'trial', 'rollout'].flatMap((milestone): { actor: Actor; event: Command }[] => [
    { actor: owner, event: { type: 'SUBMIT', milestone, evidence } },
    { actor: leader, event: { type: 'RETURN', milestone, reason: '请补充数据来源' } },
    { actor: owner, event: { type: 'SUBMIT', milestone, evidence } },
    { actor: leader, event: { type: 'ACCEPT', milestone, comment: '' } },
  ]),
];
