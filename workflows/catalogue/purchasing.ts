import type { AreaInput, Department, Say } from './department.ts';

/** Purchasing and warehouse (domain: the catalogue). */
export const purchasing: Department = {
  id: 'purchasing_and_warehouse',
  name: ['采购与仓库', 'Purchasing and warehouse'],
  areas: (say) => [products(say), warehouse(say), suppliers(say)],
};

const products = (say: Say): AreaInput => ({
  id: 'purchasing',
  name: say('产品采购', 'Purchasing'),
  processes: [
    {
      id: 'purchasing_orders',
      name: say('接单、备货、发货', 'Take orders, get the goods, ship them'),
      keyResults: [
        {
          id: 'purchasing_orders_right',
          name: say('客户订单及时、准确发货', "Customers' orders shipped in time and right"),
          weight: 6000,
          rules: [
            {
              kind: 'sla',
              id: 'purchasing_shipping',
              name: say('当天订单按时发货', "The day's orders shipped in time"),
              criterion: say(
                '16:30 前的订单当天发货；16:30 后的订单次日 12:00 前发货（标签产品除外：次日内发货）',
                'Ordered by 16:30: shipped the same day; later: by 12:00 the next day (label goods: by its end)',
              ),
              due: {
                by: 'cutoff',
                until: '16:30',
                nextDayBy: '12:00',
                wholeNextDay: [say('标签产品', 'label goods')],
              },
              points: { per: 'day', points: 30, when: 'all_in_time' },
            },
            {
              kind: 'count',
              id: 'purchasing_order_forgotten',
              name: say('遗漏订单', 'An order forgotten'),
              unit: say('次', 'orders'),
              points: -50,
            },
          ],
        },
      ],
    },
    {
      id: 'purchasing_development',
      name: say('采购开发用料', 'Buy parts for development'),
      keyResults: [
        {
          id: 'purchasing_parts_flawless',
          name: say('开发用料到位、无差错', 'Parts for development, flawless'),
          weight: 4000,
          rules: [
            {
              kind: 'duty',
              id: 'purchasing_parts_bought',
              name: say('开发用料采购到位', 'Parts bought'),
              criterion: say('每月 10 日前完成', 'By the 10th of the month'),
              due: { every: 'month', day: 10 },
              points: 0,
            },
            {
              kind: 'count',
              id: 'purchasing_waste',
              name: say('浪费或质量问题', 'Waste or a quality fault'),
              unit: say('次', 'faults'),
              points: -50,
            },
            {
              kind: 'duty',
              id: 'purchasing_week_target',
              name: say('完成本周目标', "The week's target reached"),
              criterion: say('质量、成本、交期均达标', 'Quality, cost and lead time'),
              due: { every: 'week' },
              points: 100,
            },
          ],
        },
      ],
    },
  ],
});

const warehouse = (say: Say): AreaInput => ({
  id: 'warehouse',
  name: say('仓库管理', 'Warehouse'),
  processes: [
    {
      id: 'warehouse_inspection',
      name: say('巡检仓库', 'Inspect the warehouse'),
      keyResults: [
        {
          id: 'warehouse_inspected',
          name: say('每日巡检并上报', 'Daily inspection, reported'),
          weight: 1500,
          rules: [
            {
              kind: 'duty',
              id: 'warehouse_daily_inspection',
              name: say('当日巡检并上报', "The day's inspection reported"),
              due: { every: 'day' },
              points: 10,
            },
            {
              kind: 'count',
              id: 'warehouse_rework',
              name: say('返工或投诉', 'Rework or a complaint'),
              unit: say('次', 'cases'),
              points: -50,
            },
          ],
        },
      ],
    },
    {
      id: 'warehouse_booking',
      name: say('收发料、入账', 'Receive, issue and book'),
      keyResults: [
        {
          id: 'warehouse_booked_in',
          name: say('物料、成品及时入账', 'Materials and goods booked in'),
          weight: 7000,
          rules: [
            {
              kind: 'duty',
              id: 'warehouse_weekly_booking',
              name: say('本周入账及时、准确', 'The week booked in, in time and right'),
              due: { every: 'week' },
              points: 50,
            },
            {
              kind: 'count',
              id: 'warehouse_booking_fault',
              name: say('入账迟延或错误', 'Booked late or wrong'),
              unit: say('次', 'faults'),
              points: -50,
            },
          ],
        },
      ],
    },
    {
      id: 'warehouse_stock',
      name: say('月末盘点', 'Take stock at the end of the month'),
      keyResults: [
        {
          id: 'warehouse_stock_take',
          name: say('盘点完成并出报告', 'Stock taken and reported'),
          weight: 1500,
          rules: [
            {
              kind: 'duty',
              id: 'warehouse_stock_counted',
              name: say('完成盘点', 'Count finished'),
              criterion: say('每月最后 1 天前完成', 'By the end of the month'),
              due: { every: 'month' },
              points: 100,
            },
            {
              kind: 'duty',
              id: 'warehouse_stock_report',
              name: say('提交盘点报告', 'Report handed in'),
              criterion: say('每月 1 日提交（休息日顺延）', 'On the 1st, or the first working day after it'),
              due: { every: 'month', day: 1, onDayOff: 'later' },
              points: 50,
            },
            {
              kind: 'count',
              id: 'warehouse_stock_error',
              name: say('盘点数据错误', 'A data error'),
              unit: say('次', 'errors'),
              points: -50,
            },
          ],
        },
      ],
    },
  ],
});

const suppliers = (say: Say): AreaInput => ({
  id: 'suppliers',
  name: say('供应商', 'Suppliers'),
  processes: [
    {
      id: 'suppliers_relations',
      name: say('维护现有供应商', 'Look after suppliers'),
      keyResults: [
        {
          id: 'suppliers_kept_up',
          name: say('供应商关系良好', 'Relations kept up'),
          weight: 3000,
          rules: [
            {
              kind: 'duty',
              id: 'suppliers_month',
              name: say('当月供应商维护', "The month's contacts with suppliers"),
              due: { every: 'month' },
              points: 500,
            },
          ],
        },
      ],
    },
    {
      id: 'suppliers_search',
      name: say('开发新供应商', 'Look for new suppliers'),
      keyResults: [
        {
          id: 'suppliers_found',
          name: say('每月至少找到 2 家优质供应商', 'Good suppliers found, at least 2 a month'),
          weight: 7000,
          rules: [
            {
              kind: 'count',
              id: 'suppliers_new',
              name: say('新的优质供应商', 'A good new supplier'),
              unit: say('个', 'suppliers'),
              points: 200,
              period: { every: 'month' },
              target: 2,
            },
          ],
        },
      ],
    },
  ],
});
