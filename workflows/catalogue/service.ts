import { endOfMonthAfter } from '../calendar.ts';
import type { AreaInput, Department, Say } from './department.ts';

/** Customer service (domain: the catalogue). */
export const service: Department = {
  id: 'customer_service',
  name: ['客服', 'Customer service'],
  areas: (say, start) => [replies(say, start), deliveries(say, start), revisits(say), satisfaction(say)],
};

/** The first such day of a year (`07-20`) that is not before the start. */
function firstDayAfter(start: string, monthAndDay: string): string {
  const year = Number(start.slice(0, 4));
  const sameYear = `${year}-${monthAndDay}`;
  return sameYear >= start ? sameYear : `${year + 1}-${monthAndDay}`;
}

/** The first such month (1–12) that ends after the start. */
function monthAfter(start: string, month: number): { every: 'once'; from: string; to: string } {
  const to = endOfMonthAfter(start, month);
  return { every: 'once', from: `${to.slice(0, 7)}-01`, to };
}

const replies = (say: Say, start: string): AreaInput => ({
  id: 'prompt_replies',
  name: say('回复及时性', 'Prompt replies'),
  processes: [
    {
      id: 'replies_inquiries',
      name: say('答复客户咨询', 'Answer inquiries'),
      keyResults: [
        {
          id: 'replies_in_time',
          name: say('30 分钟内答复咨询', 'Inquiries answered within 30 minutes'),
          weight: 7000,
          rules: [
            {
              kind: 'sla',
              id: 'replies_of_day',
              name: say('当日咨询全部答复', 'Every inquiry of the day answered'),
              criterion: say('超过 30 分钟每次扣 10 分', 'Later than 30 minutes: 10 points off, each'),
              due: { by: 'minutes', minutes: 30 },
              points: { per: 'day', points: 30, when: 'all_done' },
              penalty: { per: 'breach', points: -10 },
            },
          ],
        },
      ],
    },
    {
      id: 'replies_guidance',
      name: say('带客户熟悉产品', 'Guide customers'),
      keyResults: [
        {
          id: 'replies_guided',
          name: say('8 月带 2 个客户熟悉产品', '2 customers guided through the product in August'),
          weight: 3000,
          rules: [
            {
              kind: 'count',
              id: 'replies_customer_guided',
              name: say('带客户熟悉产品', 'A customer guided through the product'),
              unit: say('个', 'customers'),
              points: 100,
              period: monthAfter(start, 8),
              target: 2,
            },
          ],
        },
      ],
    },
  ],
});

const deliveries = (say: Say, start: string): AreaInput => ({
  id: 'delivery_follow_up',
  name: say('跟进货期', 'Delivery follow-up'),
  processes: [
    {
      id: 'delivery_improvement',
      name: say('提出改进建议', 'Make suggestions'),
      keyResults: [
        {
          id: 'delivery_suggestions',
          name: say('每月 3 条有效建议', '3 useful suggestions a month'),
          weight: 2000,
          rules: [
            {
              kind: 'count',
              id: 'delivery_suggestion_adopted',
              name: say('被采纳的建议', 'An adopted suggestion'),
              unit: say('条', 'suggestions'),
              points: 30,
              period: { every: 'month' },
              target: 3,
            },
          ],
        },
      ],
    },
    {
      id: 'delivery_products',
      name: say('跟进生产与交付', 'Follow production and delivery'),
      keyResults: [
        {
          id: 'delivery_product_a',
          name: say('7 月 20 日前向 A 公司交付 A 产品', 'Product A delivered to company A by 20 July'),
          weight: 4000,
          rules: [
            delivery('delivery_product_a_in_time', say('交付 A 产品', 'Product A delivered'), start, '07-20'),
          ],
        },
        {
          id: 'delivery_product_b',
          name: say('8 月 30 日前向 B 公司交付 B 产品', 'Product B delivered to company B by 30 August'),
          weight: 4000,
          rules: [
            delivery('delivery_product_b_in_time', say('交付 B 产品', 'Product B delivered'), start, '08-30'),
          ],
        },
      ],
    },
  ],
});

type RuleInput = AreaInput['processes'][number]['keyResults'][number]['rules'][number];

function delivery(id: string, name: string, start: string, monthAndDay: string): RuleInput {
  return {
    kind: 'sla',
    id,
    name,
    due: { by: 'date', date: firstDayAfter(start, monthAndDay) },
    points: { per: 'item', points: 500 },
    penalty: { per: 'day_late', points: -50 },
  };
}

const revisits = (say: Say): AreaInput => ({
  id: 'revisits',
  name: say('老客户回访', 'Revisits'),
  processes: [
    {
      id: 'revisits_calls',
      name: say('电话回访', 'Call customers'),
      keyResults: [
        {
          id: 'revisits_by_phone',
          name: say('每月电话回访 100 个并录入 CRM', '100 a month by phone, entered in the CRM'),
          weight: 5000,
          rules: [
            {
              kind: 'count',
              id: 'revisits_call',
              name: say('电话回访', 'A revisit by phone'),
              unit: say('个', 'calls'),
              points: 4,
              period: { every: 'month' },
              target: 100,
            },
          ],
        },
        {
          id: 'revisits_referrals',
          name: say('每月至少 1 个转介绍', 'At least one referral a month'),
          weight: 5000,
          rules: [
            {
              kind: 'amount',
              id: 'revisits_referral_business',
              name: say('转介绍成交金额', 'Business that referrals bring'),
              points: 1000,
              step: 1_000_000,
              period: { every: 'month' },
            },
          ],
        },
      ],
    },
  ],
});

const satisfaction = (say: Say): AreaInput => ({
  id: 'satisfaction',
  name: say('客户满意度', 'Satisfaction'),
  processes: [
    {
      id: 'satisfaction_survey',
      name: say('发放并回收满意度调查表', 'Send out survey forms and get them back'),
      keyResults: [
        {
          id: 'satisfaction_forms',
          name: say('每月回收 20 张调查表', '20 survey forms back a month'),
          weight: 10_000,
          rules: [
            {
              kind: 'count',
              id: 'satisfaction_form',
              name: say('回收的调查表', 'A survey form back'),
              unit: say('张', 'forms'),
              points: 10,
              period: { every: 'month' },
              target: 20,
            },
            {
              kind: 'count',
              id: 'satisfaction_referral',
              name: say('调查表中的转介绍', 'A referral named in one'),
              unit: say('个', 'referrals'),
              points: 20,
            },
            {
              kind: 'severity',
              id: 'satisfaction_complaint',
              name: say('客户投诉', 'A complaint'),
              criterion: say('按严重程度扣 50 至 1000 分', '50 to 1000 points off, by seriousness'),
              range: { min: -1000, max: -50 },
            },
          ],
        },
      ],
    },
  ],
});
