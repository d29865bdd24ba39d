import { z } from 'zod';
import { claimFactSchema } from './rules/claim-fact.ts';

export const lifeStates = [
  'draft',
  'submitted',
  'planned',
  'active',
  'suspended',
  'completed',
  'cancelled',
] as const;
export type LifeState = (typeof lifeStates)[number];
export const dutyStates = [
  'due',
  'submitted',
  'returned',
  'accepted',
  'missed',
  'lifted',
  'reversed',
] as const;
export type DutyStateName = (typeof dutyStates)[number];
export const claimStates = [
  'filed',
  'submitted',
  'returned',
  'accepted',
  'rejected',
  'withdrawn',
  'reversed',
] as const;
export type ClaimStateName = (typeof claimStates)[number];
export const milestoneStates = ['locked', 'open', 'submitted', 'returned', 'accepted', 'rejected'] as const;
export type MilestoneState = (typeof milestoneStates)[number];
export const taskKinds = [
  'submit_plan',
  'decide_plan',
  'hand_in',
  'decide',
  'decide_extension',
  'decide_overdue',
  'hand_in_duty',
  'decide_duty',
  'mend_claim',
  'decide_claim',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What somebody owes now; `since` is when it began to wait, where that is known. */
export const taskSchema = z.object({
  person: z.string(),
  kind: z.enum(taskKinds),
  milestone: z.string().nullable(),
  due: z.iso.datetime().nullable(),
  since: z.iso.datetime().nullable(),
});
export type Task = z.output<typeof taskSchema>;

export const milestoneSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(milestoneStates),
  overdue: z.boolean(),
  due: z.iso.datetime(),
  weight: z.int().describe('Hundredths of a percent'),
  points: z.int(),
  rounds: z.int(),
});
export type MilestoneSummary = z.output<typeof milestoneSummarySchema>;

/** Points of a project; the three always sum to its total (domain: what must always hold, 3). */
export const standingSchema = z.object({ awarded: z.int(), open: z.int(), forfeited: z.int() });
export type Standing = z.output<typeof standingSchema>;

const instant = z.iso.datetime();

/** What lists need of an instance of any kind, without its machine. */
const listed = {
  title: z.string(),
  owner: z.string(),
  leader: z.string(),
  tasks: z.array(taskSchema),
};

/** What lists and pages need of a project; a function of the definition and the state. */
export const projectSummarySchema = z.object({
  ...listed,
  nextDue: instant.nullable().describe('The nearest due date of what is being worked on'),
  overdue: z.boolean(),
  total: z.int(),
  state: z.enum(lifeStates),
  milestones: z.array(milestoneSummarySchema),
  standing: standingSchema,
});
export type ProjectSummary = z.output<typeof projectSummarySchema>;

const period = z.object({ from: z.iso.date(), to: z.iso.date() });
const ofRule = {
  rule: z.string(),
  version: z.int(),
  points: z.int().describe('What its entries sum to'),
  day: z.iso.date().describe('The day that it belongs to'),
};

/** Of what a reviewer decides on by itself. */
const reviewed = {
  reviewedBefore: z
    .array(z.string())
    .default([])
    .describe('Who has handed the decision on, and may still see it'),
};

/** The same of a duty. */
export const dutySummarySchema = z.object({
  ...listed,
  ...ofRule,
  ...reviewed,
  state: z.enum(dutyStates),
  worth: z.int().describe('Points when it is accepted'),
  period,
  due: instant,
  submittedAt: instant.nullable(),
});
export type DutySummary = z.output<typeof dutySummarySchema>;

/** The same of a claim. */
export const claimSummarySchema = z.object({
  ...listed,
  ...ofRule,
  ...reviewed,
  state: z.enum(claimStates),
  filer: z.string(),
  fact: claimFactSchema,
  externalId: z.string().nullable(),
  period: period.nullable().describe('The period that it adds to'),
  submittedAt: instant.nullable(),
});
export type ClaimSummary = z.output<typeof claimSummarySchema>;

/** The same of a tally. */
export const tallySummarySchema = z.object({
  ...listed,
  ...ofRule,
  state: z.literal('open'),
  period,
  reached: z.int(),
  target: z.int(),
});
export type TallySummary = z.output<typeof tallySummarySchema>;

/** By the kind of instance. */
export type Summaries = {
  project: ProjectSummary;
  duty: DutySummary;
  claim: ClaimSummary;
  tally: TallySummary;
};
