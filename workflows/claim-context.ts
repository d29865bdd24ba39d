import { z } from 'zod';
import { claimFactSchema } from './rules/claim-fact.ts';

/** What a claim remembers: JSON only; instants are ISO in UTC. */
export const claimContextSchema = z.strictObject({
  timeZone: z.string(),
  owner: z.string(),
  leader: z.string(),
  filer: z.string(),
  externalId: z.string().nullable(),
  fact: claimFactSchema.describe('What is claimed; once accepted, what was decided'),
  rounds: z.int().describe('How many times it was handed in'),
  submittedAt: z.iso.datetime().nullable().describe('When it was last handed in'),
  urgedAt: z.iso.datetime().nullable().default(null).describe('When the reviewer of that was last urged'),
  mend: z.string().nullable().describe('What to mend, from the last return'),
  reviewedBefore: z.array(z.string()).default([]).describe('Who has handed the decision on'),
  points: z.int().describe('What its entries sum to'),
  awarded: z.boolean().describe('Whether its acceptance made an entry'),
});
export type ClaimContext = z.output<typeof claimContextSchema>;

type Claimed = Pick<ClaimContext, 'timeZone' | 'owner' | 'leader' | 'filer' | 'externalId' | 'fact'>;

/** What a claim remembers before anything has happened to it. */
export function freshClaim({ timeZone, owner, leader, filer, externalId, fact }: Claimed): ClaimContext {
  return {
    ...{ timeZone, owner, leader, filer, externalId, fact },
    rounds: 0,
    submittedAt: null,
    urgedAt: null,
    mend: null,
    reviewedBefore: [],
    points: 0,
    awarded: false,
  };
}
