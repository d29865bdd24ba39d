import type { z } from 'zod';
import { startOfDay } from '../../workflows/calendar.ts';
import { dueOf, itemTypeOf } from '../../workflows/rules/item-period.ts';
import { versionInForce } from '../../workflows/rules/versions.ts';
import { dueMoment } from '../../workflows/working-days.ts';
import type { Item, itemListSchema, itemQuerySchema, ItemRevision, ItemRule } from '../contract/items.ts';
import { Refusal } from '../errors.ts';
import type { CompanyRules } from '../store/company-rules.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { datedOf, type ItemDocument, type ItemRevision as Kept } from '../store/item-document.ts';
import { findItem, itemPlace, listItems } from '../store/items.ts';
import type { Sight } from '../store/visible.ts';
import { fromCursor, limitOf, pageOf } from './page.ts';

type Known = { database: Database; organisation: Organisation; rules: CompanyRules; now: string };

/** One page of the items whose points somebody may see, the newest first. */
export async function readItems(
  known: Known,
  { rule, person, from, to, cursor, limit }: z.output<typeof itemQuerySchema>,
  sight: Sight,
): Promise<z.output<typeof itemListSchema>> {
  const { calendar } = known.rules;
  const lines = limitOf(limit);
  const found = await listItems(known.database, {
    sight,
    rule,
    person,
    from: from === undefined ? undefined : startOfDay(from, calendar.timeZone),
    to: to === undefined ? undefined : dueMoment(to, calendar),
    after: fromCursor(cursor, itemPlace),
    limit: lines + 1,
  });
  const { items, next } = pageOf(found, lines, ({ at, _id: id }) => ({ at, id }));
  return { items: items.map((item) => itemView(item, known)), next };
}

/** One item with everything that was said of it. Throws a Refusal if there is none that may be seen. */
export async function readItemOf(known: Known, id: string, sight: Sight): Promise<Item> {
  const item = await findItem(known.database, id);
  if (item === null || !(sight.all || sight.owners.includes(item.person))) throw new Refusal('unknown_item');
  return itemView(item, known);
}

function itemView(item: ItemDocument, { organisation, rules, now }: Known): Item {
  const { _id: id, rule, externalId, type, doneAt, earlier } = item;
  const versions = rules.book.versionsOf(rule);
  const name = versions.findLast((version) => version.rule !== undefined)?.rule?.name;
  const dated = datedOf(item);
  const due = dated.type === 'receivable' ? dated.at : dueOf(versions, dated, rules.calendar);
  return {
    ...revisionView(item, organisation),
    id,
    rule: { id: rule, name: name ?? rule },
    externalId,
    type,
    due: due ?? null,
    late: type === 'item' && due !== undefined && (doneAt ?? now) > due,
    earlier: earlier.map((revision) => revisionView(revision, organisation)),
  };
}

function revisionView(revision: Kept, organisation: Organisation): ItemRevision {
  const { type, at, category, doneAt, fen, day, from, to, removed, reason, takenAt } = revision;
  return {
    revision: revision.revision,
    person: organisation.ref(revision.person),
    startedAt: type === 'item' ? at : null,
    dueAt: type === 'receivable' ? at : null,
    ...{ category, doneAt, fen, day, period: { from, to }, removed, reason, takenAt },
    takenBy: organisation.ref(revision.takenBy),
  };
}

/** The rules that take items on a day of the company's zone, each with what it takes. */
export function rulesTakingItems({ book }: CompanyRules, day: string): ItemRule[] {
  return book.rules.flatMap((id) => {
    const rule = versionInForce(book.versionsOf(id), day)?.rule;
    const type = rule === undefined ? undefined : itemTypeOf(rule);
    if (rule === undefined || type === undefined) return [];
    const categories = rule.kind === 'sla' && rule.due.by === 'cutoff' ? rule.due.wholeNextDay : [];
    return [{ id, name: rule.name, type, categories }];
  });
}
