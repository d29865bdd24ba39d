import { calendar } from './calendar.ts';
import { claims } from './claims.ts';
import { dashboard } from './dashboard.ts';
import { domain } from './domain.ts';
import { inbox } from './inbox.ts';
import { items } from './items.ts';
import { ledger } from './ledger.ts';
import { people } from './people.ts';
import { project } from './project.ts';
import { rules } from './rules.ts';
import { scorecard } from './scorecard.ts';
import { shell } from './shell.ts';
import { work } from './work.ts';

/** The texts of the pages in Chinese: the source; every other language has exactly its keys. */
export const zh = {
  calendar,
  claims,
  dashboard,
  domain,
  inbox,
  items,
  ledger,
  people,
  project,
  rules,
  scorecard,
  shell,
  work,
};
