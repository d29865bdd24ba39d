import {
  dayOf,
  daysLate,
  dueInstant,
  endOfMonthAfter,
  localDate,
  localMoment,
  moveByDays,
  startOfDay,
} from '../../workflows/calendar.ts';

/**
 * Prints what the calendar says, as JSON: run in processes of different time zones, where it has to say the same.
 */
const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Pacific/Auckland'];
const days = [
  '2026-01-31',
  '2026-03-08',
  '2026-03-29',
  '2026-10-25',
  '2026-11-01',
  '2026-12-31',
  '2028-02-29',
];

const answers = zones.flatMap((zone) =>
  days.map((day) => {
    const due = dueInstant(day, zone);
    return [
      zone,
      due,
      dueInstant(`${day}T22:00`, zone),
      dueInstant(`${day}T02:30`, zone),
      startOfDay(day, zone),
      dayOf(due, zone),
      dayOf('2026-06-30T20:00:00.000Z', zone),
      moveByDays(due, 1, zone),
      moveByDays(due, -7, zone),
      daysLate(due, moveByDays(due, 3, zone), zone),
    ];
  }),
);
const checked = [...days, '2026-02-30', '2026-13-01'].map((day) => [
  localDate.safeParse(day).success,
  localMoment.safeParse(`${day}T02:30`).success,
]);
const months = [1, 2, 6, 12].map((month) => endOfMonthAfter('2026-01-31', month));

console.log(JSON.stringify({ answers, checked, months }));
