import { z } from 'zod';
import { MAX_POINTS } from '../definition.ts';
import { required, written } from '../text.ts';
import { runningDays } from '../working-days.ts';

/** What the schemas of several kinds of rules are made of. */

export const whole = z.number().multipleOf(1);
export const name = required(120);
export const unit = required(20).describe('What is counted, e.g. visits');

export const ruleId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/)
  .describe('Lower-case letters, digits and _, the same in every version of the rule');

/** Points to gain. */
export const gain = whole.min(1).max(MAX_POINTS);
/** Points to lose, as a negative number. */
export const loss = whole.min(-MAX_POINTS).max(-1);
/** Points that somebody chooses; whether they can be chosen is for the rule to say. */
export const chosenPoints = whole.min(-MAX_POINTS).max(MAX_POINTS);
/** Points either way; a rule that gives nothing for what it counts cannot be meant. */
export const points = chosenPoints.refine((value) => value !== 0, { params: { code: 'points_are_zero' } });

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('A time of day in the zone of the company, such as 22:00; that very moment is still in time');

export const days = runningDays
  .default('working')
  .describe('Working days of the company, or every calendar day');

/** What every rule says, whatever its kind. */
export const common = {
  id: ruleId,
  name,
  criterion: written(1000).default('').describe('What "done" means'),
  acceptance: z
    .enum(['reviewed', 'at_once'])
    .default('reviewed')
    .describe('Whether a reviewer has to accept, or handing in is enough'),
};

type Report = {
  addIssue: (issue: {
    code: 'custom';
    path: (string | number)[];
    params: Record<string, unknown>;
    message: string;
  }) => void;
};

/** Reports a fault that lies between fields, by a stable code and the path of the field to change. */
export function fault(
  report: Report,
  code: string,
  path: (string | number)[],
  params: Record<string, unknown> = {},
): void {
  report.addIssue({ code: 'custom', path, params: { code, ...params }, message: code });
}
