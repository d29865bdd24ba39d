import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { projectDefinitionSchema } from '../../workflows/definition.ts';
import { previewAreaSchema, previewRowSchema, previewSchema } from '../../workflows/rule-table/preview.ts';
import { answersSchema } from '../../workflows/rule-table/questions.ts';
import { required } from '../../workflows/text.ts';
import { faultSchema } from './problem.ts';
import { ruleDepartmentId } from './rules.ts';

/** The longest text that a cell of a spreadsheet holds. */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 300;

const cell = z.union([z.string().max(LONGEST_CELL), z.number(), z.boolean(), z.null()]);
const place = z.int().min(0).max(MOST_ROWS);

/** A table as it was read: the server keeps nothing of it, so it is sent back with every answer. */
export const importedTableSchema = z.strictObject({
  name: z.string().max(400),
  grid: z.array(z.array(cell).max(MOST_COLUMNS)).max(MOST_ROWS),
  merges: z
    .array(z.strictObject({ top: place, left: place, bottom: place, right: place }))
    .max(MOST_ROWS)
    .default([])
    .describe('Counted from 0, both ends included'),
});
export type ImportedTable = z.output<typeof importedTableSchema>;

export const importQuerySchema = z.strictObject({
  name: z.string().trim().min(1).max(400).describe('Name of the file'),
  department: ruleDepartmentId.optional().describe('Whose rules they are; a guess if left out'),
});

const departmentSchema = z.strictObject({ id: ruleDepartmentId, name: required(120) });
const faults = z.array(faultSchema);

/** What a table was understood as, with what is wrong in the words of the request's language. */
export const importPreviewSchema = previewSchema.extend({
  rows: z.array(previewRowSchema.extend({ faults })),
  areas: z.array(previewAreaSchema.extend({ faults })),
  projects: z.array(previewSchema.shape.projects.element.extend({ faults })),
  faults,
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importedSchema = z.object({
  tables: z
    .array(importedTableSchema)
    .describe('Every sheet that has the header; the first is the one shown'),
  start: localDate.describe('Dates without a year are the first ones from this day on'),
  preview: importPreviewSchema,
});
export type Imported = z.output<typeof importedSchema>;

export const answeredImportSchema = z.strictObject({
  table: importedTableSchema,
  start: localDate,
  department: departmentSchema,
  answers: answersSchema.default({}),
});

export const keptImportInputSchema = answeredImportSchema.extend({
  replaces: z
    .int()
    .min(1)
    .optional()
    .describe('The version of the draft that it takes the place of, if the department has one'),
});
export const keptImportSchema = z.object({
  draft: z.boolean().describe('Whether the department has a draft now: a table of projects alone gives none'),
  projects: z.array(projectDefinitionSchema).describe('Areas with several stages, to be made projects'),
});
export type KeptImport = z.output<typeof keptImportSchema>;

export const ruleTableQuerySchema = z.strictObject({
  format: z.enum(['xlsx', 'csv']),
  number: z
    .string()
    .regex(/^(draft|[1-9][0-9]{0,5})$/)
    .optional()
    .describe('Number of a published rule set, or draft; the newest if left out'),
  language: z
    .enum(['zh', 'en'])
    .optional()
    .describe('Of the header and the points; that of the request if left out'),
});
