import { GridFSBucket, MongoClient, type Collection, type Db } from 'mongodb';
import type { CalendarDocument } from './calendar-document.ts';
import type {
  CompanyDocument,
  DefinitionDocument,
  DepartmentDocument,
  DraftDocument,
  EntryDocument,
  HistoryDocument,
  InstanceDocument,
  NotificationDocument,
  OutboxDocument,
  PersonDocument,
  PlanDocument,
  SessionDocument,
  SharedLine,
} from './documents.ts';
import type { ItemDocument } from './item-document.ts';
import type { AbsenceDocument, AssignmentDocument, PositionDocument } from './positions.ts';
import type { RuleDraftDocument, RuleSetDocument, RuleVersionDocument } from './rule-documents.ts';
import type { TallyDocument } from './tally-document.ts';
import type { MovementDocument, SpanDocument, TotalDocument } from './totals.ts';

/** The collections, by the names that the domain has for them. */
export type Database = {
  client: MongoClient;
  db: Db;
  company: Collection<CompanyDocument>;
  calendar: Collection<CalendarDocument>;
  departments: Collection<DepartmentDocument>;
  people: Collection<PersonDocument>;
  positions: Collection<PositionDocument>;
  assignments: Collection<AssignmentDocument>;
  absences: Collection<AbsenceDocument>;
  sessions: Collection<SessionDocument>;
  definitions: Collection<DefinitionDocument>;
  instances: Collection<InstanceDocument>;
  duties: Collection<InstanceDocument>;
  plans: Collection<PlanDocument>;
  history: Collection<HistoryDocument | SharedLine>;
  ledger: Collection<EntryDocument>;
  outbox: Collection<OutboxDocument>;
  notifications: Collection<NotificationDocument>;
  drafts: Collection<DraftDocument>;
  items: Collection<ItemDocument>;
  tallies: Collection<TallyDocument>;
  movements: Collection<MovementDocument>;
  totals: Collection<TotalDocument>;
  spans: Collection<SpanDocument>;
  ruleSets: Collection<RuleSetDocument>;
  ruleVersions: Collection<RuleVersionDocument>;
  ruleDrafts: Collection<RuleDraftDocument>;
  files: GridFSBucket;
};

/** What the id of a duty begins with. */
export const DUTY = 'duty-';

/**
 * Where instances live: duties, which come by the ten thousand, have a collection of their own with the few indexes
 * that they need, because each index of a collection costs time whenever one of its documents changes.
 */
function homeOf(database: Database, instance: string): Collection<InstanceDocument> {
  return instance.startsWith(DUTY) ? database.duties : database.instances;
}

/** What belongs to instances, by where these live. */
export function byHome<Thing>(
  database: Database,
  things: readonly Thing[],
  idOf: (thing: Thing) => string,
): [Collection<InstanceDocument>, Thing[]][] {
  return [database.instances, database.duties]
    .map((home): [Collection<InstanceDocument>, Thing[]] => [
      home,
      things.filter((thing) => homeOf(database, idOf(thing)) === home),
    ])
    .filter(([, own]) => own.length > 0);
}

/**
 * Connects with the settings that the guarantees need: a write counts once a majority has it in its journal,
 * and everything that decides is read from the primary. Does not wait longer than some seconds for a server.
 */
export async function connectDatabase(uri: string): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'jifen',
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryWrites: true,
    maxPoolSize: 50,
    waitQueueTimeoutMS: 5_000,
    serverSelectionTimeoutMS: 5_000,
    connectTimeoutMS: 3_000,
    heartbeatFrequencyMS: 2_000,
    socketTimeoutMS: 60_000,
    ignoreUndefined: true,
  });
  await client.connect();
  const db = client.db();
  return {
    client,
    db,
    company: db.collection('company'),
    calendar: db.collection('calendar'),
    departments: db.collection('departments'),
    people: db.collection('people'),
    positions: db.collection('positions'),
    assignments: db.collection('assignments'),
    absences: db.collection('absences'),
    sessions: db.collection('sessions'),
    definitions: db.collection('definitions'),
    instances: db.collection('instances'),
    duties: db.collection('duties'),
    plans: db.collection('plans'),
    history: db.collection('history'),
    ledger: db.collection('ledger'),
    outbox: db.collection('outbox'),
    notifications: db.collection('notifications'),
    drafts: db.collection('drafts'),
    items: db.collection('items'),
    tallies: db.collection('tallies'),
    movements: db.collection('movements'),
    totals: db.collection('totals'),
    spans: db.collection('spans'),
    ruleSets: db.collection('ruleSets'),
    ruleVersions: db.collection('ruleVersions'),
    ruleDrafts: db.collection('ruleDrafts'),
    files: new GridFSBucket(db, { bucketName: 'evidence' }),
  };
}
