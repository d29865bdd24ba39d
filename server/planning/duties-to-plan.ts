import { dutyPeriods, type DutyPeriod } from '../../workflows/rules/duty-periods.ts';
import type { DutyDefinition } from '../../workflows/rule-definition.ts';
import {
  addDays,
  dueMoment,
  isWithin,
  type CompanyCalendar,
  type Days,
} from '../../workflows/working-days.ts';
import { reviewerOf } from '../access/reviewer.ts';
import type { DutyPlan } from '../runner/planning.ts';
import type { Organisation } from '../store/directory.ts';
import type { RuleBook } from '../store/rule-book.ts';
import type { Staffing } from '../store/staffing.ts';

/** A period that has begun ends at the latest so many days from now. */
const LONGEST_PERIOD = 31;

/** Everything that says who owes what, as of one moment. */
export type Company = {
  book: RuleBook;
  staffing: Staffing;
  calendar: CompanyCalendar;
  organisation: Organisation;
};

/**
 * The duties of all periods that have begun by a day, and were not due before another one (`begun.to`, `begun.from`):
 * of everybody who has the rule on the day that decides. So nobody has missed what was due before anybody planned it. `unreviewed` are those whom nobody could accept anything
 * from; they get none.
 */
export function dutiesToPlan(company: Company, begun: Days): { plans: DutyPlan[]; unreviewed: string[] } {
  const unreviewed = new Set<string>();
  const reviewers = new Map<string, string | null>();
  const reviewer = (person: string) => {
    const known = reviewers.get(person);
    const found = known === undefined ? reviewerOf(company.organisation, person) : known;
    reviewers.set(person, found);
    return found;
  };
  const plans = dutyVersions(company).flatMap(({ definition, area }) =>
    begunPeriods(company, definition, begun).map((period): DutyPlan => {
      const people = ownersOf(company, area, period).flatMap((owner) => {
        const leader = reviewer(owner);
        if (leader === null) unreviewed.add(owner);
        return leader === null ? [] : [{ owner, leader }];
      });
      return { definition, period: { from: period.from, to: period.to }, due: period.due, people };
    }),
  );
  return { plans: plans.filter(({ people }) => people.length > 0), unreviewed: [...unreviewed] };
}

function dutyVersions({ book }: Company): { definition: DutyDefinition; area: string }[] {
  return book.rules.flatMap((id) =>
    book
      .versionsOf(id)
      .flatMap(({ rule, version, area }) =>
        rule?.kind === 'duty' ? [{ definition: { kind: 'duty', rule, version }, area }] : [],
      ),
  );
}

function begunPeriods(
  { book, calendar }: Company,
  { rule, version }: DutyDefinition,
  begun: Days,
): DutyPeriod[] {
  const ending = { from: begun.from, to: addDays(begun.to, LONGEST_PERIOD) };
  const before = dueMoment(addDays(begun.from, -1), calendar);
  return dutyPeriods(rule, ending, calendar).filter(
    ({ from, due }) => from <= begun.to && due > before && book.version(rule.id, from)?.version === version,
  );
}

function ownersOf({ staffing, organisation }: Company, area: string, { decidedOn }: DutyPeriod): string[] {
  return staffing
    .peopleIn(area)
    .filter((person) => organisation.person(person)?.active === true)
    .filter((person) => staffing.presence(person, area).some((days) => isWithin(decidedOn, days)));
}
