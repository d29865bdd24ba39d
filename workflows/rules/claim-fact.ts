import { z } from 'zod';
import { localDate } from '../calendar.ts';
import { fen } from '../money.ts';
import { level, units } from './fact.ts';
import { chosenPoints } from './fields.ts';

const day = localDate.describe('The day on which it happened');

/** What a person claims for one rule. */
export const claimFactSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('units'), day, units }),
  z.strictObject({ type: z.literal('money'), day, fen }),
  z.strictObject({
    type: z.literal('decision'),
    day,
    points: chosenPoints.optional().describe('What is proposed, and once accepted what was decided'),
    level: level.optional(),
  }),
]);
export type ClaimFact = z.output<typeof claimFactSchema>;
