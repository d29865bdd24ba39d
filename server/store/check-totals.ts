import type { Database } from './database.ts';
import { sumLedger } from './ledger-sums.ts';
import {
  monthsOf,
  movementSchema,
  plus,
  spanSchema,
  longerOf,
  totalSchema,
  type Amounts,
  type Move,
  type TotalDocument,
} from './totals.ts';

/** `instance` is the id of a person's month, quarter or year. */
export type TotalsFinding = { instance: string; what: string };

/**
 * Compares the totals, with the movements that are not yet in them, with the sums of the ledger, by person, month and
 * rule, all as of one moment; and what is summed up in them with its parts. Read-only.
 */
export async function checkTotals(database: Database): Promise<TotalsFinding[]> {
  const { ledger, totals, movements, spans } = await database.client.withSession(
    { snapshot: true },
    async (session) => ({
      ledger: await sumLedger(database, session),
      totals: await database.totals.find({}, { session }).toArray(),
      movements: await database.movements.find({}, { session }).toArray(),
      spans: await database.spans.find({}, { session }).toArray(),
    }),
  );
  const months = totals.map((total) => totalSchema.parse(total));
  const moves = movements.flatMap((movement) => movementSchema.parse(movement).moves);
  return [
    ...months.flatMap(ofMonth),
    ...ofRules(ledger, monthsOf([...months.flatMap(movesIn), ...moves]), 'the ledger', ledgerTells),
    ...ofRules(
      longerOf(months),
      spans.map((span) => spanSchema.parse(span)),
      'the sum of its months',
      allAmounts,
    ),
  ];
}

const ledgerTells = ['points', 'entries'] as const;
const allAmounts = ['points', 'entries', 'reached', 'target'] as const;
const nothing: Amounts = { points: 0, entries: 0, reached: 0, target: 0 };

type ByRule = Pick<TotalDocument, '_id' | 'rules'>;

function movesIn({ person, month, rules }: TotalDocument): Move[] {
  return Object.entries(rules).map(([rule, amounts]) => ({ person, month, rule, ...amounts }));
}

function ofMonth({ _id, points, entries, rules }: TotalDocument): TotalsFinding[] {
  const sum = Object.values(rules).reduce(plus, nothing);
  if (sum.points === points && sum.entries === entries) return [];
  return [
    { instance: _id, what: `${points} points, ${entries} entries, but its rules ${told(sum, ledgerTells)}` },
  ];
}

function ofRules(
  right: readonly ByRule[],
  held: readonly ByRule[],
  source: string,
  compared: readonly (keyof Amounts)[],
): TotalsFinding[] {
  const [should, does] = [right, held].map((list) => new Map(list.map(({ _id, rules }) => [_id, rules])));
  const ids = new Set([...right, ...held].map(({ _id }) => _id));
  return [...ids].flatMap((instance) => {
    const [sums, rules] = [should?.get(instance) ?? {}, does?.get(instance) ?? {}];
    return [...new Set([...Object.keys(sums), ...Object.keys(rules)])].flatMap((rule) => {
      const [sum, amounts] = [sums[rule] ?? nothing, rules[rule] ?? nothing];
      if (compared.every((name) => sum[name] === amounts[name])) return [];
      const what = `${rule}: ${told(amounts, compared)}, but ${source} has ${told(sum, compared)}`;
      return [{ instance, what }];
    });
  });
}

function told(amounts: Amounts, names: readonly (keyof Amounts)[]): string {
  return names.map((name) => `${amounts[name]} ${name}`).join(', ');
}
