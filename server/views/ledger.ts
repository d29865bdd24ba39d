import type { z } from 'zod';
import type { Entry, entryListSchema, entryQuerySchema } from '../contract/ledger.ts';
import type { Database } from '../store/database.ts';
import type { Organisation } from '../store/directory.ts';
import { SYSTEM, type EntryDocument } from '../store/documents.ts';
import { findTitles, type Titled } from '../store/instance-lists.ts';
import { listEntries } from '../store/ledger.ts';
import { findRuleNames, type RuleName } from '../store/rule-names.ts';
import { PROJECT } from '../store/totals.ts';
import { sees, type Sight } from '../store/visible.ts';
import { peopleOf } from './department-people.ts';
import { fromCursor, limitOf, pageOf, sincePlace } from './page.ts';

/** Projects by id and rules by definition, as far as entries name them. */
export type Names = { titles: ReadonlyMap<string, Titled>; rules: ReadonlyMap<string, RuleName> };

/** What some entries are of: two reads side by side, however many entries. */
export async function namesFor(database: Database, entries: readonly EntryDocument[]): Promise<Names> {
  const ofProjects = entries.filter(({ rule }) => rule === null);
  const ofRules = entries.filter(({ rule }) => rule !== null);
  const [titles, rules] = await Promise.all([
    findTitles(
      database,
      ofProjects.map(({ instance }) => instance),
    ),
    findRuleNames(
      database,
      ofRules.map(({ definition }) => definition),
    ),
  ]);
  return { titles, rules };
}

/** One line of the ledger as pages show it. */
export function entryView(entry: EntryDocument, { titles, rules }: Names, organisation: Organisation): Entry {
  const {
    _id: id,
    person,
    points,
    day,
    kind,
    instance,
    milestone,
    reason,
    decidedBy,
    at,
    reversalOf,
  } = entry;
  const summary = titles.get(instance)?.summary;
  const rule = rules.get(entry.definition) ?? null;
  const title = summary?.milestones.find((candidate) => candidate.id === milestone)?.title;
  return {
    id,
    person: organisation.ref(person),
    points,
    day,
    kind,
    instance,
    title: rule?.name ?? summary?.title ?? entry.rule ?? '',
    milestone: milestone === null ? null : { id: milestone, title: title ?? milestone },
    rule,
    reason,
    decidedBy: decidedBy === SYSTEM ? null : organisation.ref(decidedBy),
    at,
    reversalOf,
  };
}

/**
 * One page of the ledger. Two rounds: the entries, then the titles of their projects beside the names of their rules.
 * The entries of what somebody accepts are shown too, if they are asked for by it.
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
  const names = await namesFor(database, items);
  return { items: items.map((entry) => entryView(entry, names, organisation)), next };
}

async function seesInstance(database: Database, instance: string, sight: Sight): Promise<boolean> {
  const titled = (await findTitles(database, [instance])).get(instance);
  return titled !== undefined && sees(sight, titled.summary);
}
