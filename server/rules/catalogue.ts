import { dayOf } from '../../workflows/calendar.ts';
import { ruleSetTemplates } from '../../workflows/catalogue/rules.ts';
import { ruleSetSchema } from '../../workflows/rules/rule-set.ts';
import type { Database } from '../store/database.ts';
import type { RuleSetDocument } from '../store/rule-documents.ts';
import { findEdition, insertPublished } from '../store/rule-sets.ts';
import { firstVersions } from './new-versions.ts';

/**
 * Publishes the rules that ship with the product, at the first start and never again. They hold from the beginning
 * of the year, so that what is assigned or entered for earlier days of it finds them; dates without a year are the
 * first ones after the start. `now` is ISO in UTC.
 */
export async function publishCatalogue(
  database: Database,
  { now, timeZone }: { now: string; timeZone: string },
): Promise<void> {
  if ((await findEdition(database)) > 0) return;
  const start = dayOf(now, timeZone);
  const sets = ruleSetTemplates.map(({ ruleSet }, index): RuleSetDocument => {
    const parsed = ruleSetSchema.parse(ruleSet(start, 'zh'));
    const department = parsed.department.id;
    return {
      _id: `${department}/1`,
      department,
      number: 1,
      edition: index + 1,
      ruleSet: parsed,
      publishedAt: now,
      publishedBy: null,
      note: '',
    };
  });
  const versions = sets.flatMap(({ ruleSet }) => firstVersions(ruleSet, `${start.slice(0, 4)}-01-01`));
  // Where several processes start at once, the others find it done.
  await insertPublished(database, { sets, versions });
}
