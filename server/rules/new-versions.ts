import { createHash } from 'node:crypto';
import { placesOf } from '../../workflows/rules/places.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { RuleSet } from '../../workflows/rules/rule-set.ts';
import { followsFrom } from '../../workflows/rules/versions.ts';
import type { RuleBook } from '../store/rule-book.ts';
import type { RuleVersionDocument } from '../store/rule-documents.ts';

/** Rules out of `ruleSetSchema` have their fields in its order: the same rule gives the same text. */
export function hashOfRule(rule: Rule): string {
  return createHash('sha256').update(JSON.stringify(rule)).digest('hex');
}

/** The first version of every rule of a department's first rule set, from a day of the company's zone. */
export function firstVersions(ruleSet: RuleSet, from: string): RuleVersionDocument[] {
  return placesOf(ruleSet).map(({ rule, place }) => ({
    ...named(rule.id, ruleSet.department.id, 1),
    area: place.area.id,
    keyResult: place.keyResult.id,
    from,
    hash: hashOfRule(rule),
    definition: rule,
  }));
}

/**
 * The versions that a new rule set brings when it is published on a day of the company's zone: of each rule that is
 * new, different, elsewhere or gone. None holds before the version that it follows: one that has not begun yet is
 * replaced from the day on which it would have.
 */
export function newVersions(
  book: RuleBook,
  next: { department: string; number: number; ruleSet: RuleSet },
  day: string,
): RuleVersionDocument[] {
  const after = new Map(placesOf(next.ruleSet).map((placed) => [placed.rule.id, placed]));
  const [before] = book.published(next.department);
  const gone = before === undefined ? [] : placesOf(before.ruleSet).filter(({ rule }) => !after.has(rule.id));
  const startOf = (id: string, rule: Rule | undefined) => followsFrom(book.versionsOf(id).at(-1), rule, day);

  const present = [...after.values()].flatMap(({ rule, place }): RuleVersionDocument[] => {
    const [area, keyResult, hash] = [place.area.id, place.keyResult.id, hashOfRule(rule)];
    const last = book.versionsOf(rule.id).at(-1);
    if (last?.hash === hash && last.area === area && last.keyResult === keyResult) return [];
    const version = named(rule.id, next.department, next.number);
    return [{ ...version, area, keyResult, from: startOf(rule.id, rule), hash, definition: rule }];
  });
  const ended = gone.map(({ rule: { id }, place }): RuleVersionDocument => ({
    ...named(id, next.department, next.number),
    area: place.area.id,
    keyResult: place.keyResult.id,
    from: startOf(id, undefined),
    hash: null,
  }));
  return [...present, ...ended];
}

function named(rule: string, ruleSet: string, version: number) {
  return { _id: `${rule}/${version}`, rule, ruleSet, version };
}
