import { calendarSchema, companyCalendar, addDays, dueMoment } from '../../workflows/working-days.ts';
import { ruleSetTemplates } from '../../workflows/catalogue/rules.ts';
import type { Fact } from '../../workflows/rules/fact.ts';
import { factsTakenBy, settle } from '../../workflows/rules/index.ts';
import { ruleSetSchema, rulesOf } from '../../workflows/rules/rule-set.ts';
import type { Rule } from '../../workflows/rules/rule.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const MONTH = { from: '2026-03-01', to: '2026-03-31' };
const AT = '2026-04-02T00:00:00.000Z';

const calendar = companyCalendar(
  calendarSchema.parse({ timeZone: 'Asia/Shanghai', holidays: [], makeUpDays: [], knownUntil: '2026-12-31' }),
);

/** A month of one person's facts for a rule: one on each day. */
function factsFor(rule: Rule): Fact[] {
  const [type] = factsTakenBy(rule);
  return Array.from({ length: 31 }, (_, index): Fact => {
    const day = addDays(MONTH.from, index);
    const at = dueMoment(`${day}T10:00`, calendar);
    const id = `fact-${index}`;
    switch (type) {
      case 'submission':
        return { type, id, period: day, handedInAt: at, outcome: 'accepted' };
      case 'money':
        return { type, id, at, acceptedAt: at, fen: 123_456 };
      case 'receivable':
        return { type, id, at, fen: 123_456 };
      case 'item':
        return { type, id, startedAt: at, doneAt: at };
      case 'decision':
        return { type, id, decidedAt: at, points: -50 };
      default:
        return { type: 'units', id, at, acceptedAt: at, units: 2 };
    }
  });
}

/** Rules per second: each settles a month of a person with 31 facts, by kind. */
export function benchRules(): Promise<void> {
  const rules = ruleSetTemplates.flatMap(({ ruleSet }) =>
    rulesOf(ruleSetSchema.parse(ruleSet('2026-01-01', 'zh'))),
  );
  for (const kind of new Set(rules.map((rule) => rule.kind))) {
    const ofKind = rules.filter((rule) => rule.kind === kind);
    const given = ofKind.map((rule) => ({
      rule,
      given: {
        person: 'p',
        version: 1,
        facts: factsFor(rule),
        during: MONTH,
        present: [{ from: '2026-01-01' }],
        at: AT,
        calendar,
      },
    }));
    const until = performance.now() + (SECONDS * 1_000) / 4;
    const start = performance.now();
    let settled = 0;
    while (performance.now() < until) {
      for (const { rule, given: facts } of given) settle(rule, facts);
      settled += given.length;
    }
    const perSecond = (settled / (performance.now() - start)) * 1_000;
    console.log(
      `${kind.padEnd(16)}${perSecond.toFixed(0).padStart(8)} months of a person and rule per second`,
    );
  }
  return Promise.resolve();
}
