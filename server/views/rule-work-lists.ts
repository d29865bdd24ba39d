import type { z } from 'zod';
import type { ruleWorkListSchema, ruleWorkQuerySchema } from '../contract/rule-work.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { readRuleBook } from '../store/rule-book.ts';
import { listRuleWork, workPlace } from '../store/rule-work.ts';
import type { Sight } from '../store/visible.ts';
import { peopleOf } from './department-people.ts';
import { fromCursor, limitOf, pageOf } from './page.ts';
import { bookFor, ruleWorkView } from './rule-work.ts';

/** One page of the duties or claims that somebody may see, the newest first: one read, beside what is at hand. */
export async function readRuleWork(
  { database, organisation }: { database: Database; organisation: Organisation },
  kind: 'duty' | 'claim',
  { rule, person, department, from, to, state, cursor, limit }: z.output<typeof ruleWorkQuerySchema>,
  sight: Sight,
): Promise<z.output<typeof ruleWorkListSchema>> {
  const lines = limitOf(limit);
  const { rules } = await readRuleBook(database);
  const members = department === undefined ? organisation.people : peopleOf(organisation, department);
  const people = members.map(({ _id }) => _id).filter((id) => person === undefined || id === person);
  const isAny = kind === 'claim' && person === undefined && department === undefined;
  const found = await listRuleWork(database, {
    kind,
    sight,
    rules: rule !== undefined ? [rule] : isAny ? undefined : rules,
    people: isAny ? undefined : people,
    from,
    to,
    states: state,
    after: fromCursor(cursor, workPlace),
    limit: lines + 1,
  });
  const { items, next } = pageOf(found, lines, ({ _id: id, summary }) => ({ day: summary.day, id }));
  const book = await bookFor(database, items);
  return { items: items.map((work) => ruleWorkView({ book, organisation }, work)), next };
}
