import fc from 'fast-check';
import { required, written as writtenText } from '../../../workflows/text.ts';
import { ruleSetSchema, type RuleSet } from '../../../workflows/rules/rule-set.ts';
import { ruleSchema } from '../../../workflows/rules/rule.ts';
import { toFullWeight } from '../../model/arbitraries.ts';

/** Texts as people write them, and as nobody does, as long as the schemas take them. */
const written = (max: number) =>
  fc
    .oneof(
      fc.constantFrom(
        '当天发货',
        '每周五 22:00 前',
        '名称：标准',
        'A: b',
        "'=1+1",
        '-50 分/次',
        '千',
        '天',
        'a；b',
        '30 分/天',
      ),
      fc.string({ minLength: 1, maxLength: max, unit: 'binary' }),
      fc.string({ minLength: 1, maxLength: max, unit: 'grapheme' }),
    )
    .map((text) => text.slice(0, max).trim())
    .filter((text) => writtenText(max).safeParse(text).success);
const name = (max = 120) => written(max).filter((text) => required(max).safeParse(text).success);
const points = fc.integer({ min: 1, max: 10_000_000 });
const loss = points.map((value) => -value);
const either = fc.oneof(points, loss);
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(Date.UTC(1990, 0, 1 + days)).toISOString().slice(0, 10));
const days = fc.constantFrom('working', 'calendar');
const onDayOff = fc.constantFrom('earlier', 'same', 'later');
const some = <Value>(value: fc.Arbitrary<Value>) => ({ arbitrary: value, optional: true as const });

function record(fields: Record<string, fc.Arbitrary<unknown> | ReturnType<typeof some>>) {
  const isOptional = (field: object): field is ReturnType<typeof some> => 'optional' in field;
  const entries = Object.entries(fields);
  return fc.record(
    Object.fromEntries(entries.map(([key, field]) => [key, isOptional(field) ? field.arbitrary : field])),
    { requiredKeys: entries.filter(([, field]) => !isOptional(field)).map(([key]) => key) },
  );
}

const common = {
  name: name(),
  criterion: written(1000),
  acceptance: fc.constantFrom('reviewed', 'at_once'),
};
const period = fc.oneof(
  fc.constantFrom('day', 'week', 'month', 'year').map((every) => ({ every })),
  fc.tuple(day, fc.nat(300)).map(([from, length]) => ({
    every: 'once',
    from,
    to: new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10),
  })),
);
const range = fc.tuple(either, either).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
const due = fc.oneof(
  record({ every: fc.constant('day'), by: some(time) }),
  record({
    every: fc.constant('week'),
    weekday: some(fc.integer({ min: 1, max: 7 })),
    by: some(time),
    onDayOff: some(onDayOff),
  }),
  record({
    every: fc.constant('month'),
    day: some(fc.integer({ min: 1, max: 28 })),
    by: some(time),
    onDayOff: some(onDayOff),
  }),
);
const goal = fc.oneof(
  record({ of: fc.constant('units'), units: fc.integer({ min: 1, max: 1_000_000 }), unit: name(20) }),
  record({ of: fc.constant('money'), fen: fc.integer({ min: 1, max: 1_000_000_000_000 }) }),
  record({ of: fc.constant('receivables'), percent: fc.integer({ min: 1, max: 100 }) }),
);
const slaDue = fc.oneof(
  record({ by: fc.constant('minutes'), minutes: fc.integer({ min: 1, max: 525_600 }) }),
  record({
    by: fc.constant('cutoff'),
    until: time,
    nextDayBy: time,
    wholeNextDay: fc.array(name(60), { maxLength: 3 }),
  }),
  record({
    by: fc.constant('date'),
    date: fc.oneof(
      day,
      fc.tuple(day, time).map((parts) => parts.join('T')),
    ),
  }),
);
const slaPoints = fc.oneof(
  record({ per: fc.constant('day'), points, when: fc.constantFrom('all_in_time', 'all_done') }),
  record({ per: fc.constant('item'), points }),
);

/** Any rule of any kind that the schemas allow, without its id. */
export const rules = fc
  .oneof(
    record({
      kind: fc.constant('duty'),
      ...common,
      days,
      due,
      points: fc.oneof(fc.constant(0), points),
      missed: fc.oneof(fc.constant(0), loss),
    }),
    record({
      kind: fc.constant('count'),
      ...common,
      unit: name(20),
      points: either,
      period: some(period),
      target: some(fc.integer({ min: 1, max: 1_000_000 })),
      cap: some(points),
    }),
    record({
      kind: fc.constant('amount'),
      ...common,
      points: either,
      step: fc.oneof(fc.constantFrom(100_000, 1_000_000), fc.integer({ min: 1, max: 1_000_000_000_000 })),
      period,
    }),
    record({ kind: fc.constant('target'), ...common, points, period, goal }),
    record({
      kind: fc.constant('proportional'),
      ...common,
      unit: name(20),
      points,
      target: fc.integer({ min: 1, max: 1_000_000 }),
      period,
    }),
    record({
      kind: fc.constant('sla'),
      ...common,
      days,
      due: slaDue,
      points: some(slaPoints),
      penalty: some(record({ per: fc.constantFrom('breach', 'day_late'), points: loss })),
    }),
    record({
      kind: fc.constant('severity'),
      ...common,
      range,
      levels: range.chain((inside) =>
        fc.constantFrom({}, { light: inside }, { light: inside, critical: inside }),
      ),
    }),
  )
  .filter((rule) => ruleSchema.safeParse({ ...rule, id: 'a' }).success);

const keyResult = fc.record({
  name: name(),
  proportion: fc.integer({ min: 1, max: 30 }),
  rules: fc.array(rules, { minLength: 1, maxLength: 3 }),
});
const process = fc.record({ name: name(), keyResults: fc.array(keyResult, { minLength: 1, maxLength: 2 }) });
const area = fc.record({ name: name(), processes: fc.array(process, { minLength: 1, maxLength: 2 }) });

/** Any rule set that the schemas allow, with any weights, and ids that say nothing. */
export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({ department: name(), areas: fc.array(area, { minLength: 1, maxLength: 3 }) })
  .map(({ department, areas }) => {
    let count = 0;
    const id = () => `x${(count += 1)}`;
    return ruleSetSchema.parse({
      kind: 'rules',
      department: { id: 'department', name: department },
      areas: areas.map((each) => {
        const proportions = each.processes.flatMap(({ keyResults }) =>
          keyResults.map(({ proportion }) => proportion),
        );
        const weights = toFullWeight(proportions);
        return {
          id: id(),
          name: each.name,
          processes: each.processes.map((part) => ({
            id: id(),
            name: part.name,
            keyResults: part.keyResults.map((result) => ({
              id: id(),
              name: result.name,
              weight: weights.shift(),
              rules: result.rules.map((rule) => ({ ...rule, id: id() })),
            })),
          })),
        };
      }),
    });
  });
