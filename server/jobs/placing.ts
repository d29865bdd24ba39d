import { startOfDay } from '../../workflows/calendar.ts';
import { periodOfItem } from '../../workflows/rules/item-period.ts';
import { addDays, localDay } from '../../workflows/working-days.ts';
import type { Clock } from '../clock.ts';
import { readCompanyRules, type CompanyRules } from '../store/company-rules.ts';
import type { Database } from '../store/database.ts';
import { datedOf, type ItemDocument } from '../store/item-document.ts';
import { changeItems, findMisplaced, type ItemChange } from '../store/items.ts';

const BATCH = 500;
/** A change of the calendar later than this after the fact moves no item any more. */
const LOOK_BACK_DAYS = 62;
/** Other processes go on taking items in by the calendar before for less than this. */
const UNNOTICED_MS = 20_000;

/**
 * Once the calendar has changed, looks anew to which day each item belongs, and has its tallies settled again: a day
 * off that is entered late moves what came in on it, and what is due after it.
 */
export function createPlacing({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): () => Promise<void> {
  let seen = { version: 0, since: 0 };

  return async () => {
    const rules = await readCompanyRules(database);
    const { calendar, calendarVersion } = rules;
    if (seen.version !== calendarVersion) seen = { version: calendarVersion, since: performance.now() };
    else if (performance.now() > seen.since + UNNOTICED_MS) return;
    const now = clock.now().toISOString();
    const since = startOfDay(addDays(localDay(now, calendar), -LOOK_BACK_DAYS), calendar.timeZone);
    for (;;) {
      const ids = await findMisplaced(database, { before: calendarVersion, since }, BATCH);
      if (ids.length === 0) break;
      await changeItems(database, ids, now, (known) => placedAnew([...known.values()], rules));
    }
  };
}

function placedAnew(
  items: readonly ItemDocument[],
  { book, calendar, calendarVersion }: CompanyRules,
): ItemChange {
  const change: ItemChange = { items: [], tallies: [] };
  for (const item of items) {
    const place = periodOfItem(book.versionsOf(item.rule), datedOf(item), calendar);
    const moved = place === undefined ? {} : { day: place.day, ...place.period };
    const after = { ...item, ...moved, placedBy: calendarVersion };
    change.items.push(after);
    change.tallies.push(item, after);
  }
  return change;
}
