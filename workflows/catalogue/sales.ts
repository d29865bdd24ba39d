import type { AreaInput, Department, Say } from './department.ts';

/** Sales (domain: the catalogue). */
export const sales: Department = {
  id: 'sales',
  name: ['销售', 'Sales'],
  areas: (say) => [
    existingCustomers(say),
    selfMarketing(say),
    newCustomers(say),
    collections(say),
    reporting(say),
  ],
};

const existingCustomers = (say: Say): AreaInput => ({
  id: 'existing_customers',
  name: say('维护老客户', 'Existing customers'),
  processes: [
    {
      id: 'existing_revisits',
      name: say('回访老客户', 'Revisit customers'),
      keyResults: [
        {
          id: 'existing_revisited',
          name: say('每周回访 20 个客户', '20 customers revisited a week'),
          weight: 2000,
          rules: [
            {
              kind: 'proportional',
              id: 'existing_revisits_of_week',
              name: say('本周回访', "The week's revisits"),
              unit: say('个', 'visits'),
              points: 100,
              target: 20,
              period: { every: 'week' },
            },
          ],
        },
      ],
    },
    {
      id: 'existing_growth',
      name: say('促成增购与转介绍', 'Win further orders and referrals'),
      keyResults: [
        {
          id: 'existing_more_orders',
          name: say('订单增加、有转介绍、客户不流失', 'More orders, referrals, nobody lost'),
          weight: 8000,
          rules: [
            {
              kind: 'amount',
              id: 'existing_additional_orders',
              name: say('增购金额', 'Additional orders'),
              points: 50,
              step: 100_000,
              period: { every: 'month' },
            },
            {
              kind: 'count',
              id: 'existing_referral',
              name: say('转介绍', 'A referral'),
              unit: say('个', 'referrals'),
              points: 300,
            },
            {
              kind: 'count',
              id: 'existing_customer_lost',
              name: say('客户流失', 'A customer lost'),
              unit: say('个', 'customers'),
              points: -1000,
            },
          ],
        },
      ],
    },
  ],
});

const selfMarketing = (say: Say): AreaInput => ({
  id: 'self_marketing',
  name: say('自我营销', 'Self-marketing'),
  processes: [
    {
      id: 'marketing_posts',
      name: say('加好友、发动态、群发', 'Add contacts, post, send group messages'),
      keyResults: [
        {
          id: 'marketing_kept_up',
          name: say(
            '每天新增 1 个好友、发 1 条动态，每周群发 1 次',
            'One new contact and one post a day, one group message a week',
          ),
          weight: 10_000,
          rules: [
            {
              kind: 'duty',
              id: 'marketing_daily',
              name: say('当日好友与动态', "The day's contact and post"),
              due: { every: 'day' },
              points: 2,
            },
            {
              kind: 'duty',
              id: 'marketing_weekly',
              name: say('本周群发', "The week's group message"),
              due: { every: 'week' },
              points: 5,
            },
          ],
        },
      ],
    },
  ],
});

const newCustomers = (say: Say): AreaInput => ({
  id: 'new_customers',
  name: say('开发新客户', 'New customers'),
  processes: [
    {
      id: 'new_search',
      name: say('电话、拜访、筛选客户', 'Call, visit and choose'),
      keyResults: [
        {
          id: 'new_calls_made',
          name: say('每天 50 通电话、拜访 1 家', '50 calls and 1 visit a day'),
          weight: 2000,
          rules: [
            {
              kind: 'duty',
              id: 'new_calls_of_day',
              name: say('当日电话与拜访', "The day's calls and visit"),
              due: { every: 'day' },
              points: 10,
            },
          ],
        },
        {
          id: 'new_potential_customers',
          name: say('20 个意向客户', '20 potential customers'),
          weight: 2000,
          rules: [
            {
              kind: 'count',
              id: 'new_potential_customer',
              name: say('意向客户', 'A potential customer'),
              unit: say('个', 'customers'),
              points: 10,
              period: { every: 'month' },
              target: 20,
            },
          ],
        },
      ],
    },
    {
      id: 'new_closing',
      name: say('成交', 'Close the sale'),
      keyResults: [
        {
          id: 'new_sales',
          name: say('销售额 38 万元', 'Sales of ¥380,000'),
          weight: 6000,
          rules: [
            {
              kind: 'target',
              id: 'new_sales_target',
              name: say('当月销售目标', "The month's sales target"),
              points: 800,
              goal: { of: 'money', fen: 38_000_000 },
              period: { every: 'month' },
            },
          ],
        },
      ],
    },
  ],
});

const collections = (say: Say): AreaInput => ({
  id: 'collections',
  name: say('回款', 'Collections'),
  processes: [
    {
      id: 'collections_reminders',
      name: say('对账、催款', 'Reconcile and remind'),
      keyResults: [
        {
          id: 'collections_complete',
          name: say('应收款全部收回', 'Everything collected'),
          weight: 10_000,
          rules: [
            {
              kind: 'duty',
              id: 'collections_reminders_sent',
              name: say('发出当月催款通知', "The month's reminders sent"),
              due: { every: 'month' },
              points: 50,
            },
            {
              kind: 'target',
              id: 'collections_target',
              name: say('当月应收款 100% 收回', '100 % of what is due collected'),
              points: 100,
              goal: { of: 'receivables', percent: 100 },
              period: { every: 'month' },
            },
          ],
        },
      ],
    },
  ],
});

const reporting = (say: Say): AreaInput => ({
  id: 'reporting',
  name: say('汇报', 'Reporting'),
  processes: [
    {
      id: 'reporting_reports',
      name: say('写日报、周总结、月总结', 'Write the reports of day, week and month'),
      keyResults: [
        {
          id: 'reporting_week',
          name: say('每周五 22:00 前交周总结', 'Weekly summary by Friday 22:00'),
          weight: 3000,
          rules: [
            {
              kind: 'duty',
              id: 'reporting_weekly_summary',
              name: say('周总结', 'Weekly summary'),
              due: { every: 'week', weekday: 5, by: '22:00' },
              points: 5,
            },
          ],
        },
        {
          id: 'reporting_month',
          name: say('每月最后 1 天前交月总结', 'Monthly summary by the last day of the month'),
          weight: 2000,
          rules: [
            {
              kind: 'duty',
              id: 'reporting_monthly_summary',
              name: say('月总结', 'Monthly summary'),
              due: { every: 'month' },
              points: 10,
            },
          ],
        },
        {
          id: 'reporting_day',
          name: say('每天 22:00 前交日报', 'Daily report by 22:00'),
          weight: 5000,
          rules: [
            {
              kind: 'duty',
              id: 'reporting_daily_report',
              name: say('日报', 'Daily report'),
              due: { every: 'day', by: '22:00' },
              points: 5,
            },
          ],
        },
      ],
    },
  ],
});
