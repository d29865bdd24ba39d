import type { z } from 'zod';
import type { Entry, entryListSchema, entryQuerySchema } from '../contract/ledger.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument } from '../store/documents.ts';
import { findTitles, type Titled } from '../store/instance-lists.ts';
import { listEntries } from '../store/ledger.ts';
import { PROJECT } from '../store/totals.ts';
import { sees, type Sight } from '../store/visible.ts';
import { peopleOf } from './department-people.ts';
import { fromCursor, limitOf, pageOf, sincePlace } from './page.ts';

export function entryView(
  entry: EntryDocument,
  titled: Titled | undefined,
  organisation: Organisation,
): Entry {
  const {
    _id: id,
    person,
    points,
    day,
    kind,
    instance,
    milestone,
    rule,
    reason,
    decidedBy,
    at,
    reversalOf,
  } = entry;
  const title = titled?.summary.milestones.find((candidate) => candidate.id === milestone)?.title;
  return {
    id,
    person: organisation.ref(person),
    points,
    day,
    kind,
    instance,
    title: titled?.summary.title ?? '',
    milestone: milestone === null ? null : { id: milestone, title: title ?? milestone },
    rule,
    reason,
    decidedBy: organisation.ref(decidedBy),
    at,
    reversalOf,
  };
}

/**
 * One page of the ledger. Two rounds: the entries, then the titles of their projects. The entries of a project
 * that somebody accepts are shown too, if that project is asked for.
 */
export async function readEntries(
  { database, organisation }: { database: Database; organisation: Organisation },
  { person, department, instance, rule, from, to, cursor, limit }: z.output<typeof entryQuerySchema>,
  sight: Sight,
): Promise<z.output<typeof entryListSchema>> {
  const lines = limitOf(limit);
  const members =
    department === undefined ? undefined : peopleOf(organisation, department).map(({ _id }) => _id);
  const people = person === undefined ? members : [person].filter((id) => members?.includes(id) ?? true);
  const whole = instance !== undefined && (await seesInstance(database, instance, sight));
  const found = await listEntries(database, {
    sight: whole ? { all: true } : sight,
    after: fromCursor(cursor, sincePlace),
    limit: lines + 1,
    ...(people === undefined ? {} : { people }),
    ...(instance === undefined ? {} : { instance }),
    ...(rule === undefined ? {} : { rule: rule === PROJECT ? null : rule }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  });
  const { items, next } = pageOf(found, lines, ({ at, _id: id }) => ({ at, id }));
  const titles = await findTitles(
    database,
    items.map((entry) => entry.instance),
  );
  return { items: items.map((entry) => entryView(entry, titles.get(entry.instance), organisation)), next };
}

async function seesInstance(database: Database, instance: string, sight: Sight): Promise<boolean> {
  const titled = (await findTitles(database, [instance])).get(instance);
  return titled !== undefined && sees(sight, titled.summary);
}
