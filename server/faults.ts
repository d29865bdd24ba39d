import type { z } from 'zod';
import type { FaultAt } from './errors.ts';

export type Language = 'zh' | 'en';
type Params = Record<string, unknown>;

/** A sentence for every fault a request can have; `{name}` is filled in from the fault's params. */
const sentences: Record<string, Record<Language, string>> = {
  required: { zh: '必须填写。', en: 'This is required.' },
  wrong_type: { zh: '类型不对，应为{expected}。', en: 'This has to be {expected}.' },
  not_whole: { zh: '必须是整数。', en: 'This has to be a whole number.' },
  too_small: { zh: '不能小于 {limit}。', en: 'This cannot be less than {limit}.' },
  too_big: { zh: '不能大于 {limit}。', en: 'This cannot be more than {limit}.' },
  too_short: { zh: '至少要 {limit} 个字。', en: 'This needs at least {limit} character(s).' },
  too_long: { zh: '最多 {limit} 个字。', en: 'This takes at most {limit} characters.' },
  too_few: { zh: '至少要 {limit} 项。', en: 'At least {limit} are needed.' },
  too_many: { zh: '最多 {limit} 项。', en: 'At most {limit} are taken.' },
  unknown_field: { zh: '没有“{field}”这个字段。', en: 'There is no field “{field}” here.' },
  unknown_value: { zh: '只能是其中之一：{values}。', en: 'This has to be one of: {values}.' },
  bad_id: { zh: '不是有效的编号。', en: 'This is not a valid id.' },
  bad_link: {
    zh: '请填写以 http:// 或 https:// 开头的网址。',
    en: 'Give an address that begins with http:// or https://.',
  },
  bad_date: { zh: '不是有效的日期时间。', en: 'This is not a valid date and time.' },
  bad_format: { zh: '格式不正确。', en: 'The format is not right.' },
  bad_cursor: {
    zh: '翻页标记无效，请从第一页重新开始。',
    en: 'This is no cursor of ours; begin again with the first page.',
  },
  weights_do_not_sum: {
    zh: '各里程碑的权重之和必须是 100%，现在是 {sum}%。',
    en: 'The weights of the milestones have to sum to 100 %; now they are {sum} %.',
  },
  date_does_not_exist: {
    zh: '没有这一天。请按 2026-01-31 的格式填写。',
    en: 'There is no such day. Write it as 2026-01-31.',
  },
  duplicate_id: { zh: '编号“{id}”重复了。', en: 'The id “{id}” is used twice.' },
  due_before_start: {
    zh: '截止日期早于项目开始日期。',
    en: 'The due date is before the start of the project.',
  },
  unknown_milestone: { zh: '没有编号为“{id}”的里程碑。', en: 'There is no milestone “{id}”.' },
  depends_on_not_used: {
    zh: '只有顺序设为“按依赖”时才能填写前置里程碑。',
    en: 'Dependencies are only used if the order is “dependencies”.',
  },
  circular_dependency: {
    zh: '前置关系成环了，这个里程碑永远不会开始。',
    en: 'The dependencies are circular: this milestone would never begin.',
  },
  duplicate_reminder: { zh: '提醒天数重复了。', en: 'A reminder is named twice.' },
  owner_is_leader: {
    zh: '负责人和审核人不能是同一个人。',
    en: 'The owner and the leader cannot be the same person.',
  },
  unknown_person: {
    zh: '没有这个人，或账号已停用。',
    en: 'There is no such person, or the account is closed.',
  },
  not_a_leader: {
    zh: '这个人没有“领导”角色，不能担任审核人。',
    en: 'This person is no leader and cannot review.',
  },
  harmful_characters: {
    zh: '含有不能使用的控制字符，请删除后再提交。',
    en: 'There are control characters in it; remove them.',
  },
  invisible_text: {
    zh: '只有看不见的字符，请填写内容。',
    en: 'Nothing of this can be seen; write something.',
  },
  person_or_department: {
    zh: '人员和部门只能选一个。',
    en: 'Name a person or a department, not both.',
  },
  ends_before_start: { zh: '结束月份早于开始月份。', en: 'The last month is before the first one.' },
  too_many_months: { zh: '最多查看 {limit} 个月。', en: 'At most {limit} months can be shown.' },
  unknown_department: { zh: '没有这个部门。', en: 'There is no such department.' },
  unknown_position: { zh: '没有这个岗位。', en: 'There is no such position.' },
  unknown_area: { zh: '没有编号为“{area}”的关键指标。', en: 'There is no area “{area}”.' },
  unknown_assignment: {
    zh: '这个人没有这条任职记录。',
    en: 'This person has no such assignment.',
  },
  name_taken: { zh: '已有同样的名称，请换一个。', en: 'This name is taken; choose another one.' },
  ends_before_it_begins: {
    zh: '结束日期早于开始日期。',
    en: 'The last day is before the first one.',
  },
  not_after_replaced: {
    zh: '接替的任职从 {day} 才开始，新的开始日期必须在那之后。',
    en: 'What it replaces begins on {day}; the new one has to begin after that.',
  },
  overlapping_assignment: {
    zh: '与这个人从 {day} 起的同一岗位任职重叠。',
    en: 'This person has the position from {day} on; the days overlap.',
  },
  overlapping_absence: {
    zh: '与已登记的请假（{from} 至 {to}）重叠。',
    en: 'Leave from {from} to {to} has been recorded already; the days overlap.',
  },
  unknown_time_zone: { zh: '没有这个时区。', en: 'There is no such time zone.' },
  time_zone_stays: {
    zh: '公司的时区不能在日历里修改。',
    en: 'The time zone of the company cannot be changed in its calendar.',
  },
  holiday_and_working_day: {
    zh: '{day} 不能既放假又上班。',
    en: '{day} cannot be a holiday and a working day at once.',
  },
  text_or_lines: { zh: '请填写 text 或 lines 中的一项。', en: 'Give either text or lines.' },
  no_lines: { zh: '没有读到任何日期，请每行写一天。', en: 'There is no day in it; write one a line.' },
  line_date: {
    zh: '第 {line} 行：“{value}”不是日期，请写成 2027-01-31。',
    en: 'Line {line}: “{value}” is no date; write it as 2027-01-31.',
  },
  line_kind_missing: {
    zh: '第 {line} 行：没写“放假”还是“上班”。',
    en: 'Line {line} does not say whether the day is a holiday or working.',
  },
  line_kind: {
    zh: '第 {line} 行：“{value}”看不懂，请写“放假”或“上班”。',
    en: 'Line {line}: “{value}” says neither holiday nor working.',
  },
  line_name: {
    zh: '第 {line} 行：名称最多 30 个字，不能有控制字符。',
    en: 'Line {line}: a name takes at most 30 characters and no control characters.',
  },
  line_day_twice: {
    zh: '第 {line} 行：{day} 在第 {first} 行已经写过。',
    en: 'Line {line}: {day} stands in line {first} already.',
  },
  line_broken: {
    zh: '第 {line} 行：引号不成对，读不出来。',
    en: 'Line {line}: this cannot be read; a quotation mark is not closed.',
  },
  unknown_rule: { zh: '没有这条积分规则。', en: 'There is no such rule.' },
  several_people: {
    zh: '有多人叫这个名字，请改填账号。',
    en: 'Several people have this name; give the account.',
  },
  rule_takes_no_items: {
    zh: '这条规则不是按时完成或回款的规则，不接收事项。',
    en: 'This rule looks at no timed items and no money that falls due.',
  },
  no_rule_on_day: {
    zh: '这一天还没有这条规则，或已停用。',
    en: 'The rule is not in force on that day.',
  },
  not_in_position: {
    zh: '{day} 当天，这个人的岗位没有这条规则。',
    en: 'On {day} this person has no position with this rule.',
  },
  not_your_department: {
    zh: '只能录入您所领导部门的人员。',
    en: 'You can record this only for people of the departments that you lead.',
  },
  own_items: {
    zh: '自己的事项不能由自己录入，请找领导或积分负责人。',
    en: 'Nobody records their own items; ask your leader or a points manager.',
  },
  item_of_others: {
    zh: '这个编号已有事项，负责人不归您录入，不能更正。',
    en: 'An item of this id belongs to somebody whose items you cannot record.',
  },
  no_such_moment: {
    zh: '看不懂这个时间。请写成 2026-01-31 16:30，到期日可以只写日期。',
    en: 'This is no moment; write it as 2026-01-31 16:30. A due date may be a date alone.',
  },
  in_the_future: { zh: '这个时间还没有到。', en: 'This moment is still to come.' },
  done_before_started: {
    zh: '完成时间早于开始时间。',
    en: 'It cannot be done before it started.',
  },
  not_used_by_rule: { zh: '这条规则不用这一项，请留空。', en: 'The rule does not use this; leave it out.' },
  sent_twice: {
    zh: '与第 {line} 行是同一规则的同一编号。',
    en: 'Line {line} has the same id for the same rule.',
  },
  points_are_zero: {
    zh: '不能是 0：请填写正数（加分）或负数（扣分）。',
    en: 'This cannot be 0: a positive number gives points, a negative one takes them.',
  },
  period_missing: {
    zh: '设了目标或上限，就要说明按什么周期计算。',
    en: 'With a target or a cap, the period that it is meant for has to be named.',
  },
  cap_below_one_unit: {
    zh: '上限低于一次的 {points} 分，这条规则永远给不出完整的分数。',
    en: 'The cap is below the {points} points of a single unit, so that no unit could ever count in full.',
  },
  longer_than_a_year: { zh: '周期不能超过一年。', en: 'A period cannot be longer than a year.' },
  due_never_comes: {
    zh: '不是每个月都有 {day} 日。请填 1 至 28，或留空表示每月最后一天。',
    en: 'Not every month has a day {day}. Give 1 to 28, or nothing for the last day of the month.',
  },
  min_above_max: { zh: '下限高于上限。', en: 'The lowest is above the highest.' },
  outside_the_range: {
    zh: '超出了这条规则的范围（{min} 至 {max}）。',
    en: 'This lies outside the range of the rule, {min} to {max}.',
  },
  points_outside_range: {
    zh: '分数必须是 {min} 至 {max} 之间的整数，且不能是 0。',
    en: 'The points have to be a whole number from {min} to {max}, and not 0.',
  },
  day_points_of_one_date: {
    zh: '只有一个交付日期的规则不能按天给分，请改为按件。',
    en: 'A rule with a single date of delivery cannot give points per day; give them per item.',
  },
  step_too_small: {
    zh: '这个金额一档太小，一次申报就会给出天文数字的积分，请调大每档金额或减少积分。',
    en: 'The step is so small that one claim would give an absurd number of points; make it larger or give fewer points.',
  },
  not_answered: { zh: '这个问题还没有回答。', en: 'This question has not been answered.' },
  settings_unreadable: {
    zh: '“设置”列读不懂，请清空这一格后再导入。',
    en: 'The cell of the column “Settings” cannot be read; empty it, then import again.',
  },
  no_header: { zh: '没有找到表头。', en: 'No header was found.' },
  area_weight_missing: {
    zh: '关键指标“{area}”有关键结果没写权重，写了的合计 {sum}%。',
    en: 'The area “{area}” has key results without a weight; the others sum to {sum} %.',
  },
  area_weights_do_not_sum: {
    zh: '关键指标“{area}”的权重之和必须是 100%，现在是 {sum}%。',
    en: 'The weights of the area “{area}” have to sum to 100 %; now they are {sum} %.',
  },
  department_differs: {
    zh: '部门编号必须是“{department}”，不能修改。',
    en: 'The id of the department has to stay “{department}”.',
  },
  rule_id_taken: {
    zh: '编号“{id}”已经用在“{department}”的规则里，请换一个。',
    en: 'The id “{id}” belongs to the rules of “{department}”; choose another one.',
  },
  unknown_file: {
    zh: '这个项目里没有这个文件，请重新上传。',
    en: 'This project has no such file; upload it again.',
  },
};

const types: Record<string, Record<Language, string>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
};

/** The sentence of a fault in one language. */
export function sentenceOf({ code, params = {} }: FaultAt, language: Language): string {
  const sentence = sentences[code]?.[language] ?? sentences['bad_format']?.[language] ?? code;
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return name === 'expected' ? (types[text]?.[language] ?? text) : text;
  });
}

/**
 * What zod found wrong in `input`, in codes of our own: zod's texts are for programmers, and change.
 * So many first steps of each path are left out.
 */
export function faultsOf(error: z.ZodError, input: unknown, leaveOut: number): FaultAt[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.slice(leaveOut).map(String);
    const fault = (code: string, params: Params = {}, at = path): FaultAt => ({
      path: at.join('.'),
      code,
      params,
    });
    switch (issue.code) {
      case 'invalid_type':
        return [
          valueAt(input, issue.path) === undefined
            ? fault('required')
            : fault('wrong_type', { expected: issue.expected }),
        ];
      case 'not_multiple_of':
        return [fault('not_whole')];
      case 'too_small':
        return [fault(nameOfLimit(issue.origin, 'small'), { limit: shown(issue.minimum) })];
      case 'too_big':
        return [fault(nameOfLimit(issue.origin, 'big'), { limit: shown(issue.maximum) })];
      case 'unrecognized_keys':
        return issue.keys.map((field) => fault('unknown_field', { field }, [...path, field]));
      case 'invalid_value':
        return [fault('unknown_value', { values: issue.values.map(String).join(', ') })];
      case 'invalid_union':
        return [fault('unknown_value', { values: choices(issue) })];
      case 'invalid_format':
        return [fault(IDS.has(issue.pattern ?? '') ? 'bad_id' : (formats[issue.format] ?? 'bad_format'))];
      case 'custom':
        return [fault(String(issue.params?.['code'] ?? 'bad_format'), issue.params)];
      default:
        return [fault('bad_format')];
    }
  });
}

const IDS = new Set(['/^[0-9a-f]{24}$/', '/^(duty-)?[0-9a-f]{24}$/']);
const formats: Record<string, string> = { url: 'bad_link', datetime: 'bad_date' };

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}

function nameOfLimit(origin: string, which: 'small' | 'big'): string {
  if (origin === 'string') return which === 'small' ? 'too_short' : 'too_long';
  if (origin === 'array') return which === 'small' ? 'too_few' : 'too_many';
  return which === 'small' ? 'too_small' : 'too_big';
}

function shown(limit: number | bigint): string {
  return limit.toLocaleString('en-US');
}

function choices(issue: object): string {
  return 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String).join(', ') : '';
}
