import { addDays, type Days } from '../working-days.ts';
import { periodOf, type Period } from './period.ts';
import type { Rule } from './rule.ts';

/** Any two kinds of periods begin together within twelve years: that long a 1st of January can take to be a Monday. */
const SEARCHED_DAYS = 12 * 366;

/** A published version of a rule and the first day from which it holds; without a rule, it ends there. */
export type RuleVersion = { version: number; from: string; rule?: Rule | undefined };

/** The version in force on a day of the company's zone: of those that began by then the newest. */
export function versionInForce(versions: readonly RuleVersion[], day: string): RuleVersion | undefined {
  let inForce: RuleVersion | undefined;
  for (const version of versions) {
    if (version.from <= day && (inForce === undefined || isNewer(version, inForce))) inForce = version;
  }
  return inForce;
}

function isNewer(version: RuleVersion, other: RuleVersion): boolean {
  return version.from > other.from || (version.from === other.from && version.version > other.version);
}

/** Each version in force within some days, with the days on which it is, in order: each settles its own. */
export function versionsDuring(
  versions: readonly RuleVersion[],
  during: Days,
): { version: number; rule: Rule; during: Days }[] {
  const begins = versions.map(({ from }) => from).filter((from) => during.from < from && from <= during.to);
  const starts = [...new Set([during.from, ...begins])].toSorted();
  return starts.flatMap((from, index) => {
    const next = starts[index + 1];
    const inForce = versionInForce(versions, from);
    if (inForce?.rule === undefined) return [];
    const to = next === undefined ? during.to : addDays(next, -1);
    return [{ version: inForce.version, rule: inForce.rule, during: { from, to } }];
  });
}

/** The period over which a rule adds up; one that looks at each fact by itself begins anew every day. */
export function periodOfRule(rule: Rule): Period {
  switch (rule.kind) {
    case 'duty':
      return { every: rule.due.every };
    case 'count':
      return rule.period ?? { every: 'day' };
    case 'amount':
    case 'target':
    case 'proportional':
      return rule.period;
    case 'sla':
    case 'severity':
      return { every: 'day' };
  }
}

/**
 * The first day, not before `published`, from which a new version can hold: one on which a period of both begins, so
 * that every period is settled by one version, the one in force on the day that its facts happened. Nothing that
 * happened before is settled anew.
 */
export function holdsFrom(before: Rule | undefined, after: Rule | undefined, published: string): string {
  const periods = [before, after].flatMap((rule) => (rule === undefined ? [] : [periodOfRule(rule)]));
  for (let count = 0; count <= SEARCHED_DAYS; count += 1) {
    const day = addDays(published, count);
    if (periods.every((period) => beginsOn(day, period))) return day;
  }
  throw new RangeError(`no period of both versions begins within twelve years of ${published}`);
}

/**
 * The first day of the version that follows the last one of a rule, published on a day: never before that one begins.
 * Duties are planned as soon as their period begins, so the period that a duty is in stays with the version that it has.
 */
export function followsFrom(
  last: { rule?: Rule | undefined; from: string } | undefined,
  after: Rule | undefined,
  today: string,
): string {
  const first = last?.rule?.kind === 'duty' ? addDays(today, 1) : today;
  return holdsFrom(last?.rule, after, last === undefined || last.from < first ? first : last.from);
}

/** A period that comes once is not cut by a new version; before and after it every day will do. */
function beginsOn(day: string, period: Period): boolean {
  return (periodOf(day, period)?.from ?? day) === day;
}
