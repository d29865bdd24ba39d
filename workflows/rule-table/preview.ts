import { z } from 'zod';
import { milestoneSchema, projectDefinitionSchema } from '../definition.ts';
import { ruleSchema } from '../rules/rule.ts';
import { questionSchema } from './questions.ts';

const ruleKinds = ['duty', 'count', 'amount', 'target', 'proportional', 'sla', 'severity'] as const;

/** Something that cannot stay: a stable code, and where it is. */
export const tableFaultSchema = z.strictObject({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
});
export type TableFault = z.output<typeof tableFaultSchema>;

const became = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('rule'),
      id: z.string(),
      keyResult: z.string().describe('The id of the key result that it belongs to'),
      as: z.enum(ruleKinds),
      rule: ruleSchema.optional().describe('Left out while something is missing'),
    })
    .describe('A rule'),
  z
    .strictObject({
      kind: z.literal('milestone'),
      project: z.string().describe('The id of the area that became a project'),
      milestone: milestoneSchema.optional().describe('Left out while something is missing'),
    })
    .describe('A milestone of a project'),
  z
    .strictObject({
      kind: z.literal('none'),
      partOf: z.string().optional().describe('The id of the rule that took it in, as its penalty'),
    })
    .describe('No rule of its own'),
]);

export const previewRowSchema = z.strictObject({
  line: z.number().describe('The line of the sheet, the first is 1'),
  part: z.number().describe('Which of the rules of the line it is, the first is 1'),
  area: z.string(),
  process: z.string(),
  keyResult: z.string(),
  weight: z.number().nullable().describe('Hundredths of a percent'),
  criterion: z.string(),
  points: z.string().describe('As they were written'),
  became,
  certainty: z.enum(['sure', 'likely', 'unsure']),
  questions: z.array(questionSchema),
  faults: z.array(tableFaultSchema),
});
export type PreviewRow = z.output<typeof previewRowSchema>;

export const previewAreaSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  form: z.enum(['rules', 'project']),
  sum: z.number().describe('Of the weights of its key results, in hundredths of a percent'),
  processes: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      keyResults: z.array(
        z.strictObject({ id: z.string(), name: z.string(), weight: z.number().nullable() }),
      ),
    }),
  ),
  questions: z.array(questionSchema),
  faults: z.array(tableFaultSchema),
});
export type PreviewArea = z.output<typeof previewAreaSchema>;

/** What a table was understood as, and what has to be answered before it can be published. */
export const previewSchema = z.strictObject({
  sheet: z.string(),
  department: z.strictObject({ id: z.string(), name: z.string() }),
  rows: z.array(previewRowSchema),
  areas: z.array(previewAreaSchema),
  projects: z.array(
    z.strictObject({
      area: z.string().describe('The id of the area that became this project'),
      definition: projectDefinitionSchema.optional().describe('Left out while something is missing'),
      faults: z.array(tableFaultSchema),
    }),
  ),
  faults: z.array(tableFaultSchema),
  open: z.number().describe('How many questions have to be answered'),
});
export type Preview = z.output<typeof previewSchema>;
