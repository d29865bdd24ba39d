import { dueInstant } from '../../workflows/calendar.ts';
import { periodOf } from '../../workflows/rules/period.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import { periodOfRule } from '../../workflows/rules/versions.ts';
import { addDays, isWithin, type Days } from '../../workflows/working-days.ts';
import { endOf, settlesAtItsEnd } from '../runner/running-sums.ts';
import type { TallyKey } from '../store/tallies.ts';
import type { Company } from './duties-to-plan.ts';

/**
 * The periods that come to something when they are over even if nothing is ever counted in them: a target that
 * nobody worked on is missed all the same, and so is a delivery that nobody entered. Of everybody who has the rule
 * on one of its days.
 */
export function talliesToExpect(company: Company, begun: Days): (TallyKey & { settleAt: string })[] {
  const { book, staffing } = company;
  return book.rules.flatMap((id) =>
    book.versionsOf(id).flatMap(({ rule, version, area }) =>
      rule === undefined
        ? []
        : periodsOf(rule, begun, company)
            .filter(({ from }) => book.version(id, from)?.version === version)
            .flatMap((expected) => {
              const { from, to, settleAt } = expected;
              return staffing
                .peopleIn(area)
                .filter((person) =>
                  staffing.presence(person, area).some((days) => touches(days, { from, to })),
                )
                .map((person) => ({ rule: id, person, from, to, settleAt }));
            }),
    ),
  );
}

/** The rules of which a period comes to something by its end, and so by who was there in it. */
export function rulesByPresence({ book }: Company): string[] {
  return book.rules.filter((id) =>
    book
      .versionsOf(id)
      .some(
        ({ rule }) =>
          rule !== undefined && (settlesAtItsEnd(rule) || (rule.kind === 'sla' && rule.due.by === 'date')),
      ),
  );
}

function touches(days: { from: string; to?: string | undefined }, period: Days): boolean {
  return isWithin(period.from, days) || (period.from <= days.from && days.from <= period.to);
}

function periodsOf(rule: Rule, begun: Days, { calendar }: Company): (Days & { settleAt: string })[] {
  const { timeZone } = calendar;
  if (rule.kind === 'sla') {
    if (rule.due.by !== 'date') return [];
    const due = dueInstant(rule.due.date, timeZone);
    const day = rule.due.date.slice(0, 10);
    if (!isWithin(day, begun)) return [];
    return [{ from: day, to: day, settleAt: new Date(Date.parse(due) + 1).toISOString() }];
  }
  if (!settlesAtItsEnd(rule)) return [];
  const periods: Days[] = [];
  for (let day = begun.from; day <= begun.to;) {
    const period = periodOf(day, periodOfRule(rule));
    if (period !== undefined) periods.push(period);
    day = addDays(period?.to ?? day, 1);
  }
  return periods.map((period) => ({ ...period, settleAt: endOf(period.to, timeZone) }));
}
