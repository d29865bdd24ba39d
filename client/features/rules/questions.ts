import type { Question } from '../../../workflows/rule-table/questions.ts';
import { percent, number, t } from '../../lib/messages.ts';
import { choices } from './vocabulary.ts';

/** Percent are stored in hundredths; everything else as it is asked. */
export function scaleOf({ code }: Pick<Question, 'code'>): number {
  return code === 'weight' ? 100 : 1;
}

export function questionText({ code, params }: Question): string {
  if (code === 'weight') return t('rules.ask_weight', { name: String(params['keyResult'] ?? '') });
  return t(`rules.ask_${code}`);
}

const fields: Partial<Record<Question['code'], string>> = {
  kind: 'kind',
  duty_every: 'due.every',
  period: 'period.every',
  target_of: 'goal.of',
  due_by: 'due.by',
  acceptance: 'acceptance',
};

/** What a choice is called. */
export function optionText({ code }: Pick<Question, 'code'>, option: string): string {
  if (option === 'none') return t('rules.as_none');
  if (code === 'area_form') return t(option === 'project' ? 'rules.form_project' : 'rules.form_rules');
  return choices[fields[code] ?? '']?.[option]?.() ?? option;
}

/** An answer as people write it. */
export function answerText(question: Question, value: string | number): string {
  if (question.code === 'weight') return percent(Number(value));
  return typeof value === 'number' ? number(value).replace('-', '−') : optionText(question, value);
}
