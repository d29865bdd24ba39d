import type { z } from 'zod';
import type { PointsOf } from '../../workflows/rules/trial.ts';
import { isWithin, type Days } from '../../workflows/working-days.ts';
import type { Database } from './database.ts';
import { entrySchema } from './documents.ts';

const MAX_TIME_MS = 15_000;
const shape = entrySchema.pick({
  _id: true,
  person: true,
  points: true,
  day: true,
  kind: true,
  rule: true,
  reversalOf: true,
});
type Given = z.output<typeof shape>;

/**
 * What was really given to people by rules on some days: a reversal counts on the day of what it takes back, whenever
 * it was made.
 */
export async function sumGiven(
  { ledger }: Database,
  { rules, people, days }: { rules: readonly string[]; people: readonly string[]; days: Days },
): Promise<PointsOf[]> {
  const found = await ledger
    .find(
      {
        person: { $in: [...people] },
        rule: { $in: [...rules] },
        $or: [
          { kind: 'award', day: { $gte: days.from, $lte: days.to } },
          { kind: 'reverse', day: { $gte: days.from } },
        ],
      },
      {
        projection: Object.fromEntries(Object.keys(shape.shape).map((field) => [field, 1])),
        maxTimeMS: MAX_TIME_MS,
      },
    )
    .toArray();
  const entries = found.map((entry) => shape.parse(entry));
  const awards = new Set(entries.filter(({ kind }) => kind === 'award').map(({ _id }) => _id));
  const belongs = ({ kind, day, reversalOf }: Given) =>
    kind === 'award' || (reversalOf === null ? isWithin(day, days) : awards.has(reversalOf));
  return entries.filter(belongs).map(({ rule, person, points }) => ({ rule: rule ?? '', person, points }));
}
