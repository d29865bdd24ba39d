import { today } from '../../lib/dates.ts';
import { link, route } from '../../lib/router.ts';
import { session } from '../../lib/session.svelte.ts';
import { daysOf, spanAt, type Months } from './months.ts';

/** Whose scorecard is shown. */
export type Whose = { person: string } | { department: string };
export type Choice = { whose: Whose; months: Months };

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** What the address asks for; one's own of this month, if it says nothing; reactive. */
export function choiceOfAddress(): Choice {
  const { query } = route;
  const [person, department] = [query.get('person'), query.get('department')];
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  return {
    whose: department === null ? { person: person ?? session.current?.person.id ?? '' } : { department },
    months: MONTH.test(from) && MONTH.test(to) ? { from, to } : spanAt('month', today().slice(0, 7)),
  };
}

export function addressOf({ whose, months }: Choice): string {
  return link('/scorecard', { search: { ...whose, ...months } });
}

/** The entries that the points of a rule are made of, or of all rules. */
export function entriesOf({ whose, months }: Choice, rule?: string): string {
  return link('/ledger', {
    search: { ...whose, ...(rule === undefined ? {} : { rule }), ...daysOf(months) },
  });
}

/** The duties that were due under a rule. */
export function dutiesOf({ whose, months }: Choice, rule: string): string {
  return `/duties?${new URLSearchParams({ ...whose, rule, ...daysOf(months) })}`;
}
