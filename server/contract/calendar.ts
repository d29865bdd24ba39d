import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { dayKinds } from '../../workflows/day-kinds.ts';
import { required, written } from '../../workflows/text.ts';
import { calendarSchema } from '../../workflows/working-days.ts';
import { personRefSchema } from './people.ts';

const MAX_NAME = 30;
export const MAX_LINES = 2000;

/** A calendar as it is entered: what decides about days, and what single days are called. */
export const enteredCalendarSchema = calendarSchema.safeExtend({
  names: z
    .record(localDate, required(MAX_NAME))
    .default({})
    .describe('What holidays are called, and make-up days after them, by day'),
});
export type EnteredCalendar = z.output<typeof enteredCalendarSchema>;

/** Whoever asks for a year gets each of its days. */
export const calendarQuerySchema = z.strictObject({
  year: z
    .string()
    .regex(/^(19[7-9]|2[0-9]{2})[0-9]$/)
    .optional(),
});

export const calendarViewSchema = z.object({
  calendar: enteredCalendarSchema,
  version: z.int().describe('What If-Match takes; ETag too'),
  changedAt: z.iso.datetime(),
  changedBy: personRefSchema.nullable().describe('Nobody, as long as it is as it was at the first start'),
  beyond: z.object({
    dueDates: z
      .int()
      .describe('Open due dates, of what the caller may see, after the last day that is known'),
    first: z.iso.datetime().nullable(),
  }),
  days: z
    .array(
      z.object({
        day: localDate,
        kind: z.enum(dayKinds).describe('What it is, and why'),
        working: z.boolean(),
        known: z.boolean().describe('Whether holidays have been entered as far as this day'),
        name: z.string().nullable(),
      }),
    )
    .describe('Every day of the year that was asked for; none if none was'),
});
export type CalendarView = z.output<typeof calendarViewSchema>;

export const calendarChangedSchema = z.object({ version: z.int() });

/** One line of an import, as it is sent: what it says is checked line by line. */
const lineSchema = z.strictObject({
  date: z.string().max(40),
  kind: z.string().max(40).describe('holiday or working; 放假 or 上班'),
  name: z.string().max(200).default(''),
});

export const importBodySchema = z
  .strictObject({
    text: z
      .string()
      .max(200_000)
      .optional()
      .describe('Lines of `date,kind,name`: CSV, or as copied from a spreadsheet'),
    lines: z.array(lineSchema).max(MAX_LINES).optional().describe('The same as data, in place of `text`'),
    knownUntil: localDate.optional().describe('The last day for which holidays are known from now on'),
    preview: z.boolean().default(false).describe('Only say what would change'),
  })
  .superRefine(({ text, lines }, report) => {
    if ((text === undefined) === (lines === undefined))
      report.addIssue({ code: 'custom', path: ['text'], params: { code: 'text_or_lines' } });
  });
export type ImportBody = z.output<typeof importBodySchema>;

/** A line that was understood. */
export const importedDaySchema = z.object({
  day: localDate,
  marking: z.enum(['holiday', 'working']),
  name: written(MAX_NAME),
});
export type ImportedDay = z.output<typeof importedDaySchema>;

export const importResultSchema = z.object({
  version: z.int(),
  lines: z.array(importedDaySchema).describe('The lines as they were understood'),
  changes: z.array(
    z.object({ day: localDate, from: z.enum(dayKinds), to: z.enum(dayKinds), name: z.string() }),
  ),
});
export type ImportResult = z.output<typeof importResultSchema>;
