import type { ClientSession } from 'mongodb';
import type { Database } from './database.ts';
import { monthsOf, moveSchema, type TotalDocument } from './totals.ts';

/**
 * The totals as the whole ledger gives them, without what was reached, which entries do not tell. Reads every entry:
 * for setting totals up and for checking them.
 */
export async function sumLedger(database: Database, session: ClientSession): Promise<TotalDocument[]> {
  const found = await database.ledger
    .aggregate(
      [
        {
          $group: {
            _id: { person: '$person', month: { $substrBytes: ['$day', 0, 7] }, rule: '$rule' },
            points: { $sum: '$points' },
            entries: { $sum: 1 },
          },
        },
        {
          $project: {
            _id: 0,
            person: '$_id.person',
            month: '$_id.month',
            rule: { $ifNull: ['$_id.rule', null] },
            points: 1,
            entries: 1,
            reached: { $literal: 0 },
            target: { $literal: 0 },
          },
        },
      ],
      { session },
    )
    .toArray();
  return monthsOf(found.map((move) => moveSchema.parse(move)));
}
