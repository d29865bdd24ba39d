import { dashboard } from './dashboard.ts';
import { domain } from './domain.ts';
import { inbox } from './inbox.ts';
import { ledger } from './ledger.ts';
import { project } from './project.ts';
import { shell } from './shell.ts';
import { work } from './work.ts';

export const en = { dashboard, domain, inbox, ledger, project, shell, work };
