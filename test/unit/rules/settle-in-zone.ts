import { dutyPeriods } from '../../../workflows/rules/duty-periods.ts';
import { settle } from '../../../workflows/rules/index.ts';
import { aCalendar, decision, given, item, money, rules, submission, units, YEAR } from './facts.ts';

/**
 * Prints what every kind of rule makes of facts around midnights, in companies of several zones, as JSON: run in
 * processes of different time zones, where it has to say the same.
 */
const hours = [
  '2026-03-07T23:59',
  '2026-03-08T02:30',
  '2026-07-15T00:00',
  '2026-09-30T16:31',
  '2026-12-31T23:59',
];

const answers = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Pacific/Auckland'].map((timeZone) => {
  const calendar = aCalendar({ timeZone });
  const settled = [
    settle(
      rules.orders,
      given(
        hours.map((at) => money(at, 60_000)),
        { calendar },
      ),
    ),
    settle(
      rules.sales,
      given(
        hours.map((at) => money(at, 38_000_000)),
        { calendar },
      ),
    ),
    settle(
      rules.revisits,
      given(
        hours.map((at) => units(at, 7)),
        { calendar },
      ),
    ),
    settle(
      rules.suggestions,
      given(
        hours.map((at) => units(at, 2)),
        { calendar },
      ),
    ),
    settle(
      rules.replies,
      given(
        hours.map((at, n) => item(at, hours[n + 1])),
        { calendar },
      ),
    ),
    settle(
      rules.purchasing,
      given(
        hours.map((at) => item(at, at)),
        { calendar },
      ),
    ),
    settle(rules.productA, given([item('2026-07-01T00:00', '2026-07-22T00:01')], { calendar })),
    settle(
      rules.complaint,
      given(
        hours.map((at) => decision(at, -60)),
        { calendar },
      ),
    ),
    settle(rules.summary, given([submission('2026-07-13', '2026-07-17T22:00')], { calendar })),
  ];
  return {
    settled,
    duties: dutyPeriods({ due: { every: 'day', by: '02:30' }, days: 'working' }, YEAR, calendar),
  };
});

console.log(JSON.stringify(answers));
