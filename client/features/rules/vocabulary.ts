import { t } from '../../lib/messages.ts';

type Words = Record<string, () => string>;

const periods: Words = {
  day: () => t('rules.every_day'),
  week: () => t('rules.every_week'),
  month: () => t('rules.every_month'),
};

/** What a field can be, where that is one of a few, by its path in a rule. */
export const choices: Record<string, Words> = {
  kind: {
    duty: () => t('rules.kind_duty'),
    count: () => t('rules.kind_count'),
    amount: () => t('rules.kind_amount'),
    target: () => t('rules.kind_target'),
    proportional: () => t('rules.kind_proportional'),
    sla: () => t('rules.kind_sla'),
    severity: () => t('rules.kind_severity'),
  },
  acceptance: {
    reviewed: () => t('rules.acceptance_reviewed'),
    at_once: () => t('rules.acceptance_at_once'),
  },
  days: {
    working: () => t('rules.running_working'),
    calendar: () => t('rules.running_calendar'),
  },
  'due.every': periods,
  'period.every': { ...periods, year: () => t('rules.every_year'), once: () => t('rules.every_once') },
  'due.onDayOff': {
    earlier: () => t('rules.day_off_earlier'),
    same: () => t('rules.day_off_same'),
    later: () => t('rules.day_off_later'),
  },
  'due.by': {
    minutes: () => t('rules.due_minutes'),
    cutoff: () => t('rules.due_cutoff'),
    date: () => t('rules.due_date'),
  },
  'goal.of': {
    money: () => t('rules.goal_of_money'),
    units: () => t('rules.goal_of_units'),
    receivables: () => t('rules.goal_of_receivables'),
  },
  'points.per': { day: () => t('rules.gain_per_day'), item: () => t('rules.gain_per_item') },
  'points.when': {
    all_in_time: () => t('rules.when_all_in_time'),
    all_done: () => t('rules.when_all_done'),
  },
  'penalty.per': {
    breach: () => t('rules.loss_per_breach'),
    day_late: () => t('rules.loss_per_day_late'),
  },
};

/** The choices of a field for a list. */
export function optionsOf(field: string): { value: string; label: string }[] {
  return Object.entries(choices[field] ?? {}).map(([value, label]) => ({ value, label: label() }));
}

/** What the fields of a rule set are called, by their paths as comparisons name them. */
export const fieldNames: Words = {
  name: () => t('rules.field_name'),
  criterion: () => t('domain.criterion'),
  kind: () => t('rules.kind'),
  acceptance: () => t('rules.acceptance'),
  weight: () => t('domain.weight'),
  area: () => t('rules.column_area'),
  process: () => t('rules.column_process'),
  keyResult: () => t('rules.column_key_result'),
  points: () => t('domain.points'),
  missed: () => t('rules.missed'),
  days: () => t('rules.running_days'),
  unit: () => t('rules.unit'),
  target: () => t('rules.target'),
  cap: () => t('rules.cap'),
  step: () => t('rules.step'),
  'due.every': () => t('rules.period'),
  'due.weekday': () => t('rules.weekday'),
  'due.day': () => t('rules.day_of_month'),
  'due.by': () => t('rules.due'),
  'due.onDayOff': () => t('rules.on_day_off'),
  'due.minutes': () => t('rules.minutes'),
  'due.until': () => t('rules.until'),
  'due.nextDayBy': () => t('rules.next_day_by'),
  'due.wholeNextDay': () => t('rules.whole_next_day'),
  'due.date': () => t('rules.delivery_date'),
  'period.every': () => t('rules.period'),
  'period.from': () => t('rules.period_from'),
  'period.to': () => t('rules.period_to'),
  'goal.of': () => t('rules.goal'),
  'goal.units': () => t('rules.goal_units'),
  'goal.unit': () => t('rules.unit'),
  'goal.fen': () => t('rules.goal_money'),
  'goal.percent': () => t('rules.goal_percent'),
  'range.min': () => t('rules.lowest'),
  'range.max': () => t('rules.highest'),
  'points.per': () => t('rules.gain'),
  'points.points': () => t('rules.gain_points'),
  'points.when': () => t('rules.gain_when'),
  'penalty.per': () => t('rules.penalty'),
  'penalty.points': () => t('rules.penalty_points'),
};

export const levels = ['light', 'moderate', 'serious', 'critical'] as const;
export type Level = (typeof levels)[number];

export function levelName(level: Level): string {
  return t(`rules.level_${level}`);
}
