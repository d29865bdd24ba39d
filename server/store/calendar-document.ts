import { z } from 'zod';
import { calendarSchema } from '../../workflows/working-days.ts';

/** The company's calendar, one document; `changedBy` is null as long as it is as it was at the first start. */
export const calendarDocumentSchema = calendarSchema.safeExtend({
  _id: z.literal('company'),
  names: z.record(z.string(), z.string()).describe('What single days are called, by day'),
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable(),
});
export type CalendarDocument = z.output<typeof calendarDocumentSchema>;
