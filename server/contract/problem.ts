import { z } from 'zod';

/** One thing that is wrong in a request. */
export const faultSchema = z.object({
  path: z.string().describe('Where, e.g. milestones.1.due'),
  code: z.string(),
  message: z.string().describe('In the language of the request'),
});

/** RFC 9457: what went wrong, in a form that programs and people can act on. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable; never reused for something else'),
  detail: z.string().describe('A sentence for a person, in the language of the request, and what to do next'),
  instance: z.string().optional(),
  faults: z.array(faultSchema).optional(),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe(
      'What it is about, such as the day `from` which something is possible, or the `instance` in the way',
    ),
  allowed: z.array(z.object({ type: z.string(), milestone: z.string().optional() })).optional(),
});
export type Problem = z.output<typeof problemSchema>;
