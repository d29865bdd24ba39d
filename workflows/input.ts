import { z } from 'zod';
import { isTimeZone, localDate } from './calendar.ts';
import { personId } from './events.ts';
import { claimFactSchema } from './rules/claim-fact.ts';

const timeZone = z.string().refine(isTimeZone, { params: { code: 'unknown_time_zone' } });
const period = z.strictObject({ from: localDate, to: localDate });
const people = { owner: personId, leader: personId, timeZone };

/** What an instance begins with: stored as the first line of its history. */
export const inputSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('project'), ...people }),
  z.strictObject({ kind: z.literal('duty'), ...people, period, due: z.iso.datetime() }),
  z.strictObject({
    kind: z.literal('claim'),
    ...people,
    filer: personId.describe('Who recorded it'),
    externalId: z.string().nullable().describe('Its id in the system that it came from'),
    fact: claimFactSchema,
  }),
  z.strictObject({ kind: z.literal('tally'), owner: personId, timeZone, period }),
]);
export type Input = z.output<typeof inputSchema>;
type Of<Kind extends Input['kind']> = Omit<Extract<Input, { kind: Kind }>, 'kind'>;
export type ProjectInput = Of<'project'>;
export type DutyInput = Of<'duty'>;
export type ClaimInput = Of<'claim'>;
export type TallyInput = Of<'tally'>;
