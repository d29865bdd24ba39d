import type { z } from 'zod';
import type { Entry, entryListSchema, entryQuerySchema } from '../contract/ledger.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import type { EntryDocument } from '../store/documents.ts';
import { findTitles, type Titled } from '../store/instance-lists.ts';
import { listEntries } from '../store/ledger.ts';
import { sees, type Sight } from '../store/visible.ts';
import { fromCursor, limitOf, pageOf, sincePlace } from './page.ts';

export function entryView(
  entry: EntryDocument,
  titled: Titled | undefined,
  organisation: Organisation,
): Entry {
  const { _id: id, person, points, day, kind, instance, milestone, decidedBy, at, reversalOf } = entry;
  const title = titled?.summary.milestones.find((candidate) => candidate.id === milestone)?.title;
  return {
    id,
    person: organisation.ref(person),
    points,
    day,
    kind,
    instance,
    title: titled?.summary.title ?? '',
    milestone: { id: milestone, title: title ?? milestone },
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
  { person, instance, cursor, limit }: z.output<typeof entryQuerySchema>,
  sight: Sight,
): Promise<z.output<typeof entryListSchema>> {
  const lines = limitOf(limit);
  const whole = instance !== undefined && (await seesInstance(database, instance, sight));
  const found = await listEntries(database, {
    sight: whole ? { all: true } : sight,
    after: fromCursor(cursor, sincePlace),
    limit: lines + 1,
    ...(person === undefined ? {} : { person }),
    ...(instance === undefined ? {} : { instance }),
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
