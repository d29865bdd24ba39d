import { z } from 'zod';
import { amountSchema } from './amount.ts';
import { countSchema } from './count.ts';
import { dutySchema } from './duty.ts';
import { proportionalSchema } from './proportional.ts';
import { severitySchema } from './severity.ts';
import { slaSchema } from './sla.ts';
import { targetSchema } from './target.ts';

/** How facts about a key result become points: one of seven kinds (domain: kinds of rule). */
export const ruleSchema = z.discriminatedUnion('kind', [
  dutySchema,
  countSchema,
  amountSchema,
  targetSchema,
  proportionalSchema,
  slaSchema,
  severitySchema,
]);
export type Rule = z.output<typeof ruleSchema>;
export type RuleInput = z.input<typeof ruleSchema>;
export type RuleKind = Rule['kind'];
