import type { Collection, Document, Filter } from 'mongodb';
import { z } from 'zod';
import type { TaskKind } from '../../workflows/summary.ts';
import type { Days } from '../../workflows/working-days.ts';
import { byHome, type Database } from './database.ts';
import { claimInstanceSchema, dutyInstanceSchema, type InstanceDocument } from './documents.ts';
import type { Sight } from './visible.ts';

const MAX_TIME_MS = 5_000;

const shown = { _id: true, kind: true, version: true, summary: true } as const;
const mending = { snapshot: z.object({ context: z.object({ mend: z.string().nullable() }) }) };
const ruleWorkSchema = z.discriminatedUnion('kind', [
  dutyInstanceSchema.pick(shown).extend(mending),
  claimInstanceSchema.pick(shown).extend(mending),
]);
/** A duty or a claim, as far as lists show it. */
export type RuleWorkDocument = z.output<typeof ruleWorkSchema>;

const projection: Document = { kind: 1, version: 1, summary: 1, 'snapshot.context.mend': 1 };

async function find(
  collection: Collection<InstanceDocument>,
  filter: Filter<InstanceDocument>,
  sort: Record<string, 1 | -1>,
  limit: number,
): Promise<RuleWorkDocument[]> {
  const found = await collection
    .find(filter, { projection, maxTimeMS: MAX_TIME_MS })
    .sort(sort)
    .limit(limit)
    .toArray();
  return found.map((document) => ruleWorkSchema.parse(document));
}

/** The duties and claims in which a person owes something of these kinds, the most urgent first. */
export async function findRuleTasks(
  database: Database,
  person: string,
  kinds: readonly TaskKind[],
  limit: number,
): Promise<RuleWorkDocument[]> {
  const filter: Filter<InstanceDocument> = {
    'summary.tasks': { $elemMatch: { person, kind: { $in: [...kinds] } } },
  };
  const [duties, claims] = await Promise.all([
    find(database.duties, filter, { 'summary.due': 1, 'summary.submittedAt': 1 }, limit),
    find(database.instances, { kind: 'claim', ...filter }, { 'summary.submittedAt': 1 }, limit),
  ]);
  return [...claims, ...duties].slice(0, limit);
}

/** Some duties and claims by their ids. */
export async function findRuleWork(database: Database, ids: readonly string[]): Promise<RuleWorkDocument[]> {
  const found = await Promise.all(
    byHome(database, ids, (id) => id).map(([home, own]) =>
      find(
        home,
        { _id: { $in: own }, kind: { $in: ['duty', 'claim'] } },
        { 'summary.day': 1, _id: 1 },
        own.length,
      ),
    ),
  );
  return found.flat();
}

/** Claims of some days that were accepted, reversed since or not, the newest day first. */
export function findCounted(
  database: Database,
  { rule, person, days, limit }: { rule: string; person: string; days: Days; limit: number },
): Promise<RuleWorkDocument[]> {
  const filter: Filter<InstanceDocument> = {
    kind: 'claim',
    'summary.rule': rule,
    'summary.owner': person,
    'summary.day': { $gte: days.from, $lte: days.to },
    'summary.state': { $in: ['accepted', 'reversed'] },
  };
  return find(database.instances, filter, { 'summary.day': -1, _id: -1 }, limit);
}

/** Where a page of duties or claims goes on. */
export const workPlace = z.strictObject({ day: z.iso.date(), id: z.string().max(40) });

export type RuleWorkQuery = {
  kind: 'duty' | 'claim';
  sight: Sight;
  /** Of duties both have to be named, because their index begins with them. */
  rules?: readonly string[] | undefined;
  people?: readonly string[] | undefined;
  /** First and last day that they belong to, both included. */
  from?: string | undefined;
  to?: string | undefined;
  states?: readonly string[] | undefined;
  after: z.output<typeof workPlace> | null;
  limit: number;
};

/** One page, the newest first; by the index of rule, person and day, or of claims by day. */
export function listRuleWork(database: Database, query: RuleWorkQuery): Promise<RuleWorkDocument[]> {
  const { kind, sight, rules, people, from, to, states, after, limit } = query;
  const conditions: Filter<InstanceDocument>[] = [
    { kind },
    ...(rules === undefined ? [] : [{ 'summary.rule': { $in: [...rules] } }]),
    ...(people === undefined ? [] : [{ 'summary.owner': { $in: [...people] } }]),
    ...(sight.all
      ? []
      : [{ $or: [{ 'summary.owner': { $in: [...sight.owners] } }, { 'summary.leader': sight.self }] }]),
    ...(from === undefined ? [] : [{ 'summary.day': { $gte: from } }]),
    ...(to === undefined ? [] : [{ 'summary.day': { $lte: to } }]),
    ...(states === undefined ? [] : [{ 'summary.state': { $in: [...states] } }]),
    ...(after === null
      ? []
      : [
          { 'summary.day': { $lte: after.day } },
          { $or: [{ 'summary.day': { $lt: after.day } }, { _id: { $lt: after.id } }] },
        ]),
  ];
  const collection = kind === 'duty' ? database.duties : database.instances;
  return find(collection, { $and: conditions }, { 'summary.day': -1, _id: -1 }, limit);
}
