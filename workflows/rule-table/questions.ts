import { z } from 'zod';
import { localDate } from '../calendar.ts';
import { timeOfDay } from '../rules/fields.ts';

/** What can be asked about a table. */
export const questionCodes = [
  'area_form',
  'area_name',
  'weight',
  'total_points',
  'kind',
  'points',
  'lowest_points',
  'highest_points',
  'unit',
  'duty_every',
  'due_day',
  'period',
  'target',
  'target_of',
  'target_money',
  'target_percent',
  'step',
  'due_by',
  'due_minutes',
  'due_until',
  'next_day_by',
  'due_date',
  'acceptance',
] as const;
export type QuestionCode = (typeof questionCodes)[number];

const answer = z.union([z.string().max(1000), z.number()]);

/** Something to be answered in place; what has a suggestion and is not needed holds as suggested. */
export const questionSchema = z.strictObject({
  id: z.string().describe('The same whenever the same table is read again'),
  path: z
    .string()
    .describe('What it is about: rows.12.1 is the first rule of line 12, areas.1 the first area'),
  code: z.enum(questionCodes),
  params: z.record(z.string(), answer),
  answer: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('choice'), options: z.array(z.string()) }),
    z.strictObject({ type: z.literal('number'), min: z.number(), max: z.number() }),
    z.strictObject({ type: z.literal('date') }),
    z.strictObject({ type: z.literal('time') }),
    z.strictObject({ type: z.literal('text'), max: z.number() }),
  ]),
  needed: z.boolean().describe('Whether nothing can be published before it is answered'),
  suggested: answer.optional(),
  given: answer.optional().describe('What was answered'),
  fault: z.literal('not_an_answer').optional().describe('What was answered cannot be taken'),
});
export type Question = z.output<typeof questionSchema>;

/** Answers by the ids of their questions. */
export const answersSchema = z.record(z.string().max(120), answer);
export type Answers = z.output<typeof answersSchema>;

/** Whether a question keeps the table from being published. */
export function isOpen(question: Question): boolean {
  return question.fault !== undefined || (question.needed && question.given === undefined);
}

type How<Value> = {
  needed?: boolean;
  suggested?: Value | undefined;
  params?: Record<string, string | number>;
};

/** Asks, and gives what was answered; without an answer, what was suggested, unless an answer is needed. */
export type Asker = {
  questions: Question[];
  choice: <Option extends string>(
    code: QuestionCode,
    options: readonly Option[],
    how: How<Option>,
  ) => Option | undefined;
  number: (code: QuestionCode, min: number, max: number, how: How<number>) => number | undefined;
  date: (code: QuestionCode, how: How<string>) => string | undefined;
  time: (code: QuestionCode, how: How<string>) => string | undefined;
  text: (code: QuestionCode, max: number, how: How<string>) => string | undefined;
};

/** Questions about one thing; their ids begin with `id`. */
export function asking(answers: Answers, id: string, path: string): Asker {
  const questions: Question[] = [];
  function ask<Value extends string | number>(
    code: QuestionCode,
    type: Question['answer'],
    how: How<Value>,
    read: (value: unknown) => Value | undefined,
  ): Value | undefined {
    const questionId = `${id}.${code}`;
    const given = Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
    const value = given === undefined ? undefined : read(given);
    const { needed = false, suggested, params = {} } = how;
    questions.push({
      id: questionId,
      path,
      code,
      params,
      answer: type,
      needed,
      ...(suggested === undefined ? {} : { suggested }),
      ...(given === undefined ? {} : { given }),
      ...(given !== undefined && value === undefined ? { fault: 'not_an_answer' as const } : {}),
    });
    return value ?? (needed ? undefined : suggested);
  }
  return {
    questions,
    choice: (code, options, how) =>
      ask(code, { type: 'choice', options: [...options] }, how, (value) =>
        options.find((option) => option === value),
      ),
    number: (code, min, max, how) =>
      ask(code, { type: 'number', min, max }, how, (value) =>
        typeof value === 'number' && Number.isInteger(value) && min <= value && value <= max
          ? value
          : undefined,
      ),
    date: (code, how) => ask(code, { type: 'date' }, how, (value) => localDate.safeParse(value).data),
    time: (code, how) => ask(code, { type: 'time' }, how, (value) => timeOfDay.safeParse(value).data),
    text: (code, max, how) =>
      ask(code, { type: 'text', max }, how, (value) => {
        const text = typeof value === 'string' ? value.trim() : '';
        return text !== '' && text.length <= max ? text : undefined;
      }),
  };
}

/** Asks nobody: what is not written stays open. */
export function askingNobody(): Asker {
  const nobody = () => undefined;
  return { questions: [], choice: nobody, number: nobody, date: nobody, time: nobody, text: nobody };
}
