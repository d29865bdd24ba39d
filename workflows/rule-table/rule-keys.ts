import { z } from 'zod';
import { asName } from './naming.ts';

const counting = z.object({
  kind: z.string(),
  criterion: z.string().default(''),
  unit: z.string().optional(),
  goal: z.object({ of: z.string(), unit: z.string().optional() }).optional(),
});
const BETWEEN = /[\s：:]+/gu;

/**
 * What tells a rule from the others of its key result, the most exact first: everything in it; all that it says, with
 * its kind and what it counts; its name with these. The importer names the only rule of a key result by that, and
 * otherwise by its own words: a row more or less must not make another rule of it. None for what is no rule yet.
 */
export function ruleKeys(rule: { readonly id: string; readonly name: string }, keyResult: string): string[] {
  const { data } = counting.safeParse(rule);
  if (data === undefined) return [];
  const { criterion, ...counted } = data;
  const name = asName(rule.name);
  const own = name === asName(keyResult) || criterion.startsWith(name) ? '' : name;
  const said = `${own}${criterion}`.replace(BETWEEN, '');
  return [
    JSON.stringify({ ...rule, id: '' }),
    JSON.stringify({ ...counted, said: said === '' ? name : said }),
    JSON.stringify({ ...counted, name }),
  ];
}
