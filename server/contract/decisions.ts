import { z } from 'zod';
import { commandSchema } from '../../workflows/events.ts';
import { commandId, instanceId, outcomeSchema } from './instances.ts';
import { problemSchema } from './problem.ts';

/** Several decisions at once: each stands or falls by itself. */
export const decisionsSchema = z.strictObject({
  items: z
    .array(z.strictObject({ instance: instanceId, commandId, event: commandSchema }))
    .min(1)
    .max(100),
});
export const decidedSchema = z.object({
  items: z
    .array(
      z.object({
        instance: instanceId,
        outcome: outcomeSchema.nullable(),
        problem: problemSchema.nullable().describe('Why it was refused'),
      }),
    )
    .describe('In the order in which they were sent'),
});
export type Decided = z.output<typeof decidedSchema>;
