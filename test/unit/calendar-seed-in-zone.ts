import { companyCalendar, dueMoment, isWorkingDay, eachDay } from '../../workflows/working-days.ts';
import { firstCalendar } from '../../server/calendar/seed.ts';

/** Prints the first calendar of a Chinese company and its working days: whatever the zone of the process, the same. */
const first = firstCalendar('Asia/Shanghai', '2026-01-01');
const calendar = companyCalendar(first);
const working = eachDay({ from: '2026-01-01', to: '2026-12-31' }).filter((day) =>
  isWorkingDay(day, calendar),
);
const moments = ['2026-02-14', '2026-02-14T22:00', '2026-10-10'].map((local) => dueMoment(local, calendar));
console.log(JSON.stringify({ first, working, moments }));
