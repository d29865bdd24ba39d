import { z } from 'zod';
import { entrySchema, type Entry } from './settlement.ts';

/** An entry as it stands in the ledger: written once, never edited. */
export const postingSchema = entrySchema.extend({
  revision: z.int().describe('1 for the first time that these points were given, 2 for what replaced it, …'),
  reverses: z.boolean().describe('Whether it takes back the posting of the same key and revision'),
  enteredOn: z.iso.date().describe('The day that the ledger dates it by; `day` says where it belongs'),
});
export type Posting = z.output<typeof postingSchema>;

/** Unique in the ledger, and the same for whoever comes to it: what keeps points from being given twice. */
export function postingKey({ key, revision, reverses }: Posting): string {
  return `${key}/${revision}${reverses ? '/reversed' : ''}`;
}

/**
 * What has to be posted so that the ledger says what is right: reversals of what is not right any more and what is
 * right instead, by key. Nothing where it already does. `posted` is all that the ledger holds for what was settled,
 * reversals among it; what somebody's decision took back (an appeal) is left out by the caller on both sides.
 * `today` is the day of the company's zone on which it is posted: reversals are dated by it, and so is what belongs
 * to a month that is settled (`settledUntil`, its last day).
 */
export function difference(
  posted: readonly Posting[],
  right: readonly Entry[],
  when: { today: string; settledUntil?: string | undefined },
): Posting[] {
  const standing = new Map<string, Posting>();
  const revisions = new Map<string, number>();
  const reversed = new Set(posted.filter((posting) => posting.reverses).map(revisionKey));
  for (const posting of posted) {
    revisions.set(posting.key, Math.max(posting.revision, revisions.get(posting.key) ?? 0));
    if (!posting.reverses && !reversed.has(revisionKey(posting))) standing.set(posting.key, posting);
  }
  const rightByKey = new Map(right.map((entry) => [entry.key, entry]));

  const reversals = [...standing.values()]
    .filter((posting) => !saysTheSame(posting, rightByKey.get(posting.key)))
    .map((posting) => ({ ...posting, points: -posting.points, reverses: true, enteredOn: when.today }));
  const replacements = [...rightByKey.values()]
    .filter((entry) => !saysTheSame(entry, standing.get(entry.key)))
    .map((entry) => ({
      ...entry,
      revision: (revisions.get(entry.key) ?? 0) + 1,
      reverses: false,
      enteredOn: when.settledUntil !== undefined && entry.day <= when.settledUntil ? when.today : entry.day,
    }));
  return [...reversals, ...replacements];
}

function revisionKey({ key, revision }: Posting): string {
  return `${key}/${revision}`;
}

/** More facts behind the same points change nothing: the entry says on which it was given. */
function saysTheSame(entry: Entry, other: Entry | undefined): boolean {
  return other !== undefined && entry.points === other.points && entry.day === other.day;
}
