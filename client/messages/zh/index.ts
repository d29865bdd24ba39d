import { dashboard } from './dashboard.ts';
import { domain } from './domain.ts';
import { inbox } from './inbox.ts';
import { ledger } from './ledger.ts';
import { project } from './project.ts';
import { shell } from './shell.ts';
import { work } from './work.ts';

/** The texts of the pages in Chinese: the source; every other language has exactly its keys. */
export const zh = { dashboard, domain, inbox, ledger, project, shell, work };
