import type { z } from 'zod';
import { dayOf } from '../../workflows/calendar.ts';
import { compareRuleSets, type Comparable } from '../../workflows/rules/compare.ts';
import { placesOf } from '../../workflows/rules/places.ts';
import { rulesOf } from '../../workflows/rules/rule-set.ts';
import { addDays } from '../../workflows/working-days.ts';
import type {
  comparisonSchema,
  Publication,
  RuleSetListItem,
  RuleSetVersions,
  RuleSetView,
  RuleView,
} from '../contract/rules.ts';
import { Refusal } from '../errors.ts';
import type { Organisation } from '../store/directory.ts';
import type { KnownVersion, RuleBook } from '../store/rule-book.ts';
import type { RuleDraftDocument, RuleSetDocument } from '../store/rule-documents.ts';

export type Context = { book: RuleBook; organisation: Organisation; timeZone: string };

/** What a published rule set brought: the versions of rules that are its own. */
function broughtBy({ book }: Context, { department, number }: RuleSetDocument): KnownVersion[] {
  return book.rules
    .flatMap((rule) => book.versionsOf(rule))
    .filter((version) => version.department === department && version.version === number);
}

/** A rule set that changes names alone holds from the day on which it was published. */
export function publicationOf(context: Context, set: RuleSetDocument): Publication {
  const { number, publishedAt, publishedBy, note } = set;
  const days = broughtBy(context, set).map(({ from }) => from);
  const published = dayOf(publishedAt, context.timeZone);
  return {
    number,
    publishedAt,
    publishedBy: publishedBy === null ? null : context.organisation.ref(publishedBy),
    note,
    from: days.toSorted().at(0) ?? published,
    wholeFrom: days.toSorted().at(-1) ?? published,
  };
}

/** Every department that has rules, and those that only have a draft. */
export function ruleSetList(context: Context, drafts: readonly RuleDraftDocument[]): RuleSetListItem[] {
  const draftOf = new Map(drafts.map((draft) => [draft._id, draft]));
  const published = context.book.newest.map((newest) => {
    const draft = draftOf.get(newest.department);
    const { department, areas } = newest.ruleSet;
    return {
      department,
      newest: publicationOf(context, newest),
      areas: areas.length,
      rules: rulesOf(newest.ruleSet).length,
      draft: draft === undefined ? null : draftLine(context, draft),
    };
  });
  const others = drafts.filter(({ _id }) => context.book.published(_id).length === 0);
  return [
    ...published,
    ...others.map((draft) => ({
      department: { id: draft._id, name: draft.ruleSet.department.name },
      newest: null,
      areas: 0,
      rules: 0,
      draft: draftLine(context, draft),
    })),
  ];
}

function draftLine({ organisation }: Context, { base, savedAt, savedBy }: RuleDraftDocument) {
  return { base, savedAt, savedBy: organisation.ref(savedBy) };
}

/** A published rule set of a department, by its number or the newest. Throws a Refusal if there is none. */
export function requireRuleSet(book: RuleBook, department: string, number?: number): RuleSetDocument {
  const sets = book.published(department);
  const found = number === undefined ? sets[0] : sets.find((set) => set.number === number);
  if (found === undefined) throw new Refusal('unknown_rule_set');
  return found;
}

/** A published rule set, and since when each of its rules has been as it stands there. */
export function ruleSetView(context: Context, set: RuleSetDocument): RuleSetView {
  const { book } = context;
  return {
    ...publicationOf(context, set),
    department: set.ruleSet.department,
    newest: requireRuleSet(book, set.department).number,
    ruleSet: set.ruleSet,
    rules: rulesOf(set.ruleSet).flatMap(({ id }) => {
      const holding = book.versionsOf(id).findLast(({ version }) => version <= set.number);
      return holding === undefined ? [] : [{ id, version: holding.version, from: holding.from }];
    }),
  };
}

/** Every published rule set of a department, newest first. */
export function ruleSetVersions(context: Context, department: string): RuleSetVersions {
  const newest = requireRuleSet(context.book, department);
  return {
    department: newest.ruleSet.department,
    items: context.book.published(department).map((set) => ({
      ...publicationOf(context, set),
      rules: changedRules(context, set),
    })),
  };
}

function changedRules(context: Context, set: RuleSetDocument) {
  const { book } = context;
  const before = book.published(set.department).find(({ number }) => number === set.number - 1);
  const there = new Set(before === undefined ? [] : placesOf(before.ruleSet).map(({ rule }) => rule.id));
  const brought = broughtBy(context, set);
  const removed = brought.filter(({ rule }) => rule === undefined).length;
  const changed = brought.filter(({ id, rule }) => rule !== undefined && there.has(id)).length;
  return { added: brought.length - removed - changed, changed, removed };
}

type Side = { number: number | null; ruleSet: Comparable };

/** What is different between two rule sets of a department, or the draft of one; `number` is null for the draft. */
export function comparison(from: Side, to: Side): z.output<typeof comparisonSchema> {
  return {
    department: { id: to.ruleSet.department.id, name: to.ruleSet.department.name },
    from: from.number,
    to: to.number,
    changes: compareRuleSets(from.ruleSet, to.ruleSet),
  };
}

/** A rule through time, as it is known on a day of the company's zone. Throws a Refusal if there has never been one. */
export function ruleView(context: Context, rule: string, today: string): RuleView {
  const { book, organisation } = context;
  const versions = book.versionsOf(rule);
  const place = book.place(rule);
  if (place === undefined) throw new Refusal('unknown_rule');
  return {
    id: rule,
    name: versions.findLast((version) => version.rule !== undefined)?.rule?.name ?? rule,
    ...place,
    versions: versions
      .map((version, index) => {
        const next = versions[index + 1]?.from;
        const set = requireRuleSet(book, version.department, version.version);
        const { publishedAt, publishedBy, note } = set;
        return {
          version: version.version,
          from: version.from,
          to: next === undefined || next === version.from ? null : addDays(next, -1),
          holds: holds(version.from, next, today),
          rule: version.rule ?? null,
          publishedAt,
          publishedBy: publishedBy === null ? null : organisation.ref(publishedBy),
          note,
        };
      })
      .toReversed(),
  };
}

function holds(from: string, next: string | undefined, today: string): RuleView['versions'][number]['holds'] {
  if (next === from) return 'never';
  if (today < from) return 'later';
  return next !== undefined && next <= today ? 'past' : 'now';
}
