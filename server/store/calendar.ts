import { companyCalendar, type CompanyCalendar } from '../../workflows/working-days.ts';
import { calendarDocumentSchema, type CalendarDocument } from './calendar-document.ts';
import type { Database } from './database.ts';

const MAX_TIME_MS = 5_000;
/** How long a calendar may be old for whoever asks whether somebody works; who edits it reads it anew. */
const FRESH_MS = 3_000;

type Entered = Omit<CalendarDocument, '_id' | 'version' | 'changedAt' | 'changedBy'>;

/** Makes the calendar at the first start, with version 1; one that is there stays as it is. */
export async function keepFirstCalendar(
  { calendar }: Database,
  first: Entered,
  changedAt: string,
): Promise<void> {
  const made = { ...first, version: 1, changedAt, changedBy: null };
  await calendar.updateOne({ _id: 'company' }, { $setOnInsert: made }, { upsert: true });
}

/** The calendar as it is stored. Throws if there is none: the first start makes it. */
export async function findCalendar({ calendar }: Database): Promise<CalendarDocument> {
  return calendarDocumentSchema.parse(await calendar.findOne({ _id: 'company' }, { maxTimeMS: MAX_TIME_MS }));
}

/** Puts another calendar in the place of this version; null, and nothing is written, if it is another one by now. */
export async function replaceCalendar(
  database: Database,
  version: number,
  entered: Entered,
  { at, by }: { at: string; by: string },
): Promise<number | null> {
  const next = { ...entered, version: version + 1, changedAt: at, changedBy: by };
  const { matchedCount } = await database.calendar.replaceOne({ _id: 'company', version }, next);
  atHand.delete(database);
  return matchedCount === 1 ? next.version : null;
}

/** A stored calendar made ready to be asked: always the same object for the same one. */
export function calendarOf(stored: CalendarDocument): CompanyCalendar {
  const known = ready.get(stored);
  if (known !== undefined) return known;
  const { timeZone, restDays, holidays, makeUpDays, knownUntil } = stored;
  const made = companyCalendar({ timeZone, restDays, holidays, makeUpDays, knownUntil });
  ready.set(stored, made);
  return made;
}
const ready = new WeakMap<CalendarDocument, CompanyCalendar>();

type AtHand = { stored: Promise<CalendarDocument>; until: number };
const atHand = new WeakMap<Database, AtHand>();

/**
 * The company's calendar, ready to be asked; up to some seconds old. It stays the same object until another version
 * is stored, so that what was worked out by it once is kept. Throws if there is none.
 */
export async function readCalendar(database: Database): Promise<CompanyCalendar> {
  return calendarOf(await storedAtHand(database));
}

/**
 * The same with its version, which goes up with every change. Whoever plans by the calendar keeps the version that it
 * was planned by, and plans anew once it is another one; in whichever process it was changed. Both come from one
 * document: a version that is newer than the calendar beside it would hide a change for ever.
 */
export async function readCalendarWithVersion(
  database: Database,
): Promise<{ calendar: CompanyCalendar; version: number }> {
  const stored = await storedAtHand(database);
  return { calendar: calendarOf(stored), version: stored.version };
}

async function storedAtHand(database: Database): Promise<CalendarDocument> {
  const before = atHand.get(database);
  if (before !== undefined && performance.now() <= before.until) return before.stored;
  const kept = { stored: renewed(database, before?.stored), until: performance.now() + FRESH_MS };
  atHand.set(database, kept);
  try {
    return await kept.stored;
  } catch (error) {
    if (atHand.get(database) === kept) atHand.delete(database);
    throw error;
  }
}

/** The one that is known, if it still has the version that is stored. */
async function renewed(
  database: Database,
  before: Promise<CalendarDocument> | undefined,
): Promise<CalendarDocument> {
  const known = await before?.catch(() => undefined);
  if (known === undefined) return findCalendar(database);
  const stored = await database.calendar.findOne(
    { _id: 'company', version: known.version },
    { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS },
  );
  return stored === null ? findCalendar(database) : known;
}
