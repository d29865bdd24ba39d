import { z } from 'zod';
import { projectDefinitionSchema } from './definition.ts';
import { claimDefinitionSchema, dutyDefinitionSchema, tallyDefinitionSchema } from './rule-definition.ts';

/** What an instance runs on, by its kind. Immutable; an instance is pinned to its hash. */
export const definitionSchema = z.discriminatedUnion('kind', [
  projectDefinitionSchema,
  dutyDefinitionSchema,
  claimDefinitionSchema,
  tallyDefinitionSchema,
]);
export type Definition = z.output<typeof definitionSchema>;
