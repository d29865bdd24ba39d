import type { IndexDescription } from 'mongodb';
import { prepareAttempts } from './attempts.ts';
import type { Database } from './database.ts';
import { prepareStaffing } from './staffing-version.ts';
import { prepareRuleSets } from './rule-sets.ts';
import { prepareItems } from './items.ts';
import { prepareTallies } from './tallies.ts';

/** What instances of every kind are found by: when they have to be woken, and for whom something is to do. */
const ofAll: IndexDescription[] = [
  { key: { nextTimerAt: 1 }, partialFilterExpression: { nextTimerAt: { $type: 'string' } } },
  { key: { 'summary.tasks.person': 1, 'summary.tasks.kind': 1 } },
];
const byRule = { 'summary.rule': 1, 'summary.owner': 1, 'summary.day': 1 };
const ofProjects = { partialFilterExpression: { kind: 'project' } };

/**
 * Makes the collections and their indexes; safe to run at every start. The unique ones are guarantees, not
 * hints: a command is recorded once, an entry is made once.
 */
export async function prepareCollections(database: Database): Promise<void> {
  const { db, people, sessions, instances, duties, history, ledger, outbox, notifications, drafts, totals } =
    database;
  const existing = new Set(
    (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  const wanted = [
    'company',
    'calendar',
    'departments',
    'people',
    'positions',
    'assignments',
    'absences',
    'staffing',
    'sessions',
    'definitions',
    'instances',
    'duties',
    'plans',
    'history',
    'ledger',
    'items',
    'tallies',
    'movements',
    'totals',
    'spans',
    'ruleSets',
    'ruleVersions',
    'ruleDrafts',
  ];
  for (const name of [...wanted, 'outbox', 'notifications', 'drafts', 'evidence.files', 'evidence.chunks']) {
    if (!existing.has(name)) await db.createCollection(name);
  }
  await people.createIndex({ account: 1 }, { unique: true });
  await sessions.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  await duties.createIndexes([...ofAll, { name: 'by_rule_owner_and_day', key: byRule }]);
  await instances.createIndexes([
    ...ofAll,
    { name: 'projects_by_owner', key: { 'summary.owner': 1, _id: -1 }, ...ofProjects },
    { name: 'projects_by_leader', key: { 'summary.leader': 1, _id: -1 }, ...ofProjects },
    { name: 'projects_by_age', key: { kind: 1, _id: -1 }, ...ofProjects },
    { name: 'projects_by_due', key: { 'summary.nextDue': 1, _id: 1 }, ...ofProjects },
    {
      name: 'by_rule_owner_and_day',
      key: byRule,
      // Not by type: a search for one of several rules would not find its way to the index.
      partialFilterExpression: { 'summary.rule': { $exists: true } },
    },
    {
      name: 'claims_by_day',
      key: { 'summary.day': -1, _id: -1 },
      partialFilterExpression: { kind: 'claim' },
    },
  ]);
  await history.createIndexes([
    { key: { commandId: 1 }, unique: true },
    { key: { instance: 1, seq: 1 }, unique: true },
    { key: { 'event.evidence.files': 1 }, sparse: true },
  ]);
  await ledger.createIndexes([
    { key: { person: 1, rule: 1, day: 1 } },
    { key: { person: 1, at: -1, _id: -1 } },
    { key: { decidedBy: 1, at: -1, _id: -1 } },
    { key: { instance: 1, seq: 1 } },
    { key: { at: -1, _id: -1 } },
  ]);
  await totals.createIndex({ person: 1, month: 1, points: 1, entries: 1 });
  await outbox.createIndex({ state: 1, nextAt: 1 });
  await notifications.createIndexes([
    { key: { person: 1, at: -1, _id: -1 } },
    { key: { person: 1, read: 1 } },
  ]);
  await drafts.createIndex({ instance: 1, milestone: 1 });
  await db.collection('evidence.files').createIndex({ 'metadata.instance': 1 });
  await prepareItems(database);
  await prepareTallies(database);
  await prepareRuleSets(database);
  await prepareAttempts(database);
  await prepareStaffing(database);
}
