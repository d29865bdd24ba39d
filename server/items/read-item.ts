import { enteredMoment } from '../../workflows/entered-moment.ts';
import { itemTypeOf, periodOfItem } from '../../workflows/rules/item-period.ts';
import { groupedBy } from '../../workflows/rules/settlement.ts';
import type { ItemInput } from '../contract/items.ts';
import type { FaultAt } from '../errors.ts';
import type { CompanyRules } from '../store/company-rules.ts';
import type { KnownPerson } from '../store/directory.ts';
import { datedOf, type ItemRevision } from '../store/item-document.ts';
import type { Sight } from '../store/visible.ts';

/** What an item says once it is read; who took it in, and when, comes with the writing. */
export type ReadItem = { rule: string; externalId: string } & Omit<
  ItemRevision,
  'revision' | 'removed' | 'reason' | 'takenAt' | 'takenBy'
>;

/** Everybody by what can stand for them: id, account, name. Several people can have the same name. */
export type PeopleByName = ReadonlyMap<string, readonly KnownPerson[]>;

export function peopleByName(people: readonly KnownPerson[]): PeopleByName {
  const names = people.flatMap((person) =>
    [...new Set([person._id, person.account, person.name])].map((name) => ({
      name: name.toLowerCase(),
      person,
    })),
  );
  return new Map(
    [...groupedBy(names, ({ name }) => name)].map(([name, found]) => [
      name,
      found.map(({ person }) => person),
    ]),
  );
}

/** What items are held against, as of one moment. `sight` is whose items the one who sends them may record. */
export type Against = {
  rules: CompanyRules;
  people: PeopleByName;
  by: string;
  sight: Sight;
  now: string;
};

type Moments = { at: string | undefined; doneAt: string | undefined };

/** Reads one item, or says everything that is wrong with it, by field. */
export function readItem(input: ItemInput, against: Against): ReadItem | FaultAt[] {
  const faults: FaultAt[] = [];
  const wrong = (path: string, code: string, params: Record<string, unknown> = {}) =>
    faults.push({ path, code, params });

  const type = typeTakenBy(input.rule, against.rules);
  if (type === 'unknown') wrong('rule', 'unknown_rule');
  if (type === 'none') wrong('rule', 'rule_takes_no_items');
  const person = personIn(input.person, against, wrong);
  if (type === 'unknown' || type === 'none') return faults;

  const { at, doneAt } = momentsIn(input, type, against, wrong);
  if (at === undefined || person === undefined || faults.length > 0) return faults;

  const { rule, externalId, category } = input;
  const { rules } = against;
  const versions = rules.book.versionsOf(rule);
  const dated = datedOf({ type, at, category: category ?? null });
  const place = periodOfItem(versions, dated, rules.calendar);
  const dateField = type === 'item' ? 'startedAt' : 'dueAt';
  if (place === undefined) return [{ path: dateField, code: 'no_rule_on_day' }];
  const { day, period } = place;
  const area = versions.find(({ version }) => version === place.version)?.area;
  if (area === undefined || !rules.holds(person, area, day)) {
    return [{ path: 'person', code: 'not_in_position', params: { day } }];
  }
  return {
    ...{ rule, externalId, type, person, at, day, from: period.from, to: period.to },
    category: category ?? null,
    doneAt: doneAt ?? null,
    fen: input.fen ?? null,
  };
}

type Wrong = (path: string, code: string, params?: Record<string, unknown>) => void;

/** What the newest version of a rule takes; if that takes nothing, one before it, whose days can be entered late. */
function typeTakenBy(rule: string, rules: CompanyRules): 'item' | 'receivable' | 'none' | 'unknown' {
  const versions = rules.book.versionsOf(rule);
  if (versions.length === 0) return 'unknown';
  const newest = versions.toSorted((a, b) => b.version - a.version);
  for (const { rule } of newest) {
    const type = rule === undefined ? undefined : itemTypeOf(rule);
    if (type !== undefined) return type;
  }
  return 'none';
}

function personIn(named: string, { people, by, sight }: Against, wrong: Wrong): string | undefined {
  const [person, ...others] = people.get(named.toLowerCase()) ?? [];
  if (person === undefined) wrong('person', 'unknown_person');
  else if (others.length > 0) wrong('person', 'several_people');
  else if (person._id === by) wrong('person', 'own_items');
  else if (!sight.all && !sight.owners.includes(person._id)) wrong('person', 'not_your_department');
  else return person._id;
  return undefined;
}

/** The moments of an item in UTC; what the type of item does not use is a fault, as is what is still to come. */
function momentsIn(
  { startedAt, dueAt, doneAt, fen, category }: ItemInput,
  type: 'item' | 'receivable',
  { rules, now }: Against,
  wrong: Wrong,
): Moments {
  const read = (path: string, text: string, wholeDay = false) => {
    const moment = enteredMoment(text, rules.calendar, { wholeDay });
    if (moment === undefined) wrong(path, 'no_such_moment');
    else if (!wholeDay && moment > now) wrong(path, 'in_the_future');
    return moment;
  };
  if (type === 'receivable') {
    const unused = Object.entries({ startedAt, doneAt, category }).filter(([, value]) => value !== undefined);
    for (const [field] of unused) wrong(field, 'not_used_by_rule');
    if (fen === undefined) wrong('fen', 'required');
    if (dueAt === undefined) wrong('dueAt', 'required');
    return { at: dueAt === undefined ? undefined : read('dueAt', dueAt, true), doneAt: undefined };
  }
  const unused = Object.entries({ dueAt, fen }).filter(([, value]) => value !== undefined);
  for (const [field] of unused) wrong(field, 'not_used_by_rule');
  if (startedAt === undefined) wrong('startedAt', 'required');
  const at = startedAt === undefined ? undefined : read('startedAt', startedAt);
  const done = doneAt === undefined ? undefined : read('doneAt', doneAt);
  if (at !== undefined && done !== undefined && done < at) wrong('doneAt', 'done_before_started');
  return { at, doneAt: done };
}
