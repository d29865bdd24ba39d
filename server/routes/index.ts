import { calendarRoutes } from './calendar.ts';
import { claimRoutes } from './claims.ts';
import { decisionRoutes } from './decisions.ts';
import { demoRoutes } from './demo.ts';
import { draftRoutes } from './drafts.ts';
import { dutyRoutes } from './duties.ts';
import { eventRoutes } from './events.ts';
import { fileRoutes } from './files.ts';
import { importingRoutes } from './importing.ts';
import { instanceRoutes } from './instances.ts';
import { itemRoutes } from './items.ts';
import { ledgerRoutes } from './ledger.ts';
import { notificationRoutes } from './notifications.ts';
import { outboxRoutes } from './outbox.ts';
import { peopleRoutes } from './people.ts';
import { positionRoutes } from './positions.ts';
import { projectRoutes } from './projects.ts';
import type { Route } from './route.ts';
import { ruleDraftRoutes } from './rule-drafts.ts';
import { ruleRoutes } from './rules.ts';
import { scorecardRoutes } from './scorecard.ts';
import { sessionRoutes } from './session.ts';
import { streamRoutes } from './stream.ts';
import { trialRoutes } from './trial.ts';
import { workRoutes } from './work.ts';

/** Every route of the API; what is served and what is documented are both made from this list. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...workRoutes,
  ...projectRoutes,
  ...instanceRoutes,
  ...eventRoutes,
  ...claimRoutes,
  ...dutyRoutes,
  ...decisionRoutes,
  ...draftRoutes,
  ...fileRoutes,
  ...importingRoutes,
  ...trialRoutes,
  ...ledgerRoutes,
  ...scorecardRoutes,
  ...itemRoutes,
  ...calendarRoutes,
  ...ruleRoutes,
  ...ruleDraftRoutes,
  ...notificationRoutes,
  ...streamRoutes,
  ...peopleRoutes,
  ...positionRoutes,
  ...outboxRoutes,
  ...demoRoutes,
];
