import type { Filter } from 'mongodb';
import { z } from 'zod';
import type { Fact, FactType } from '../../workflows/rules/fact.ts';
import { claimSummarySchema, dutySummarySchema } from '../../workflows/summary.ts';
import { dueMoment, type CompanyCalendar, type Days } from '../../workflows/working-days.ts';
import type { Database } from './database.ts';
import type { InstanceDocument } from './documents.ts';
import { itemSchema, type ItemDocument } from './item-document.ts';

const MAX_TIME_MS = 15_000;

/** Whose facts are wanted, and of which time. */
export type FactsWanted = {
  rules: readonly string[];
  people: readonly string[];
  types: readonly FactType[];
  /** Local days on which claims happened, or on which the periods of duties end. */
  days: Days;
  /** Instants, both included, at which items start or fall due; none: whenever. */
  instants: Days | undefined;
};

/** Facts by rule and person. */
export type Facts = { of(rule: string, person: string): readonly Fact[] };

/**
 * The facts that rules are settled by: accepted claims, what was handed in for duties, items and what falls due. At
 * most one query for each of the three collections' kinds, however much is wanted.
 */
export async function readFacts(
  database: Database,
  wanted: readonly FactsWanted[],
  calendar: CompanyCalendar,
): Promise<Facts> {
  const found = await Promise.all([
    findClaims(database, wanted, calendar),
    findSubmissions(database, wanted),
    findItems(database, wanted),
  ]);
  const byOwner = new Map<string, Fact[]>();
  for (const { rule, person, fact } of found.flat()) {
    const key = keyOf(rule, person);
    const facts = byOwner.get(key);
    if (facts === undefined) byOwner.set(key, [fact]);
    else facts.push(fact);
  }
  return { of: (rule, person) => byOwner.get(keyOf(rule, person)) ?? [] };
}

type Owned = { rule: string; person: string; fact: Fact };

function keyOf(rule: string, person: string): string {
  return `${rule}/${person}`;
}

const claimed = z.object({
  _id: z.string(),
  updatedAt: z.string(),
  summary: claimSummarySchema.pick({ rule: true, owner: true, fact: true }),
});

async function findClaims(
  { instances }: Database,
  wanted: readonly FactsWanted[],
  calendar: CompanyCalendar,
): Promise<Owned[]> {
  const conditions = wanted.filter(wants('units', 'money', 'decision')).map(ofInstances);
  if (conditions.length === 0) return [];
  const found = await instances
    .find(
      { kind: 'claim', 'summary.state': 'accepted', $or: conditions },
      { projection: projectionOf(claimed), maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found.map((document) => {
    const { _id: id, updatedAt: acceptedAt, summary } = claimed.parse(document);
    const { rule, owner: person, fact } = summary;
    const at = dueMoment(fact.day, calendar);
    switch (fact.type) {
      case 'units':
        return { rule, person, fact: { type: fact.type, id, at, acceptedAt, units: fact.units } };
      case 'money':
        return { rule, person, fact: { type: fact.type, id, at, acceptedAt, fen: fact.fen } };
      case 'decision': {
        const { points = 0, level } = fact;
        const decision = { type: fact.type, id, decidedAt: acceptedAt, points };
        return { rule, person, fact: level === undefined ? decision : { ...decision, level } };
      }
    }
  });
}

const handedIn = z.object({
  _id: z.string(),
  summary: dutySummarySchema.pick({ rule: true, owner: true, state: true, period: true, submittedAt: true }),
});

const outcomes = {
  due: null,
  lifted: null,
  submitted: 'waiting',
  returned: 'rejected',
  accepted: 'accepted',
  missed: 'rejected',
  reversed: 'rejected',
} as const;

async function findSubmissions({ duties }: Database, wanted: readonly FactsWanted[]): Promise<Owned[]> {
  const conditions = wanted.filter(wants('submission')).map(ofInstances);
  if (conditions.length === 0) return [];
  const found = await duties
    .find(
      { 'summary.submittedAt': { $type: 'string' }, $or: conditions },
      { projection: projectionOf(handedIn), maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  return found.flatMap((document) => {
    const { _id: id, summary } = handedIn.parse(document);
    const { rule, owner: person, state, period, submittedAt: handedInAt } = summary;
    const outcome = outcomes[state];
    if (handedInAt === null || outcome === null) return [];
    return [
      { rule, person, fact: { type: 'submission' as const, id, period: period.from, handedInAt, outcome } },
    ];
  });
}

async function findItems({ items }: Database, wanted: readonly FactsWanted[]): Promise<Owned[]> {
  const conditions = wanted.filter(wants('item', 'receivable')).map(ofItems);
  if (conditions.length === 0) return [];
  const found = await items
    .find({ removed: false, $or: conditions }, { projection: { earlier: 0 }, maxTimeMS: MAX_TIME_MS })
    .toArray();
  const schema = itemSchema.omit({ earlier: true });
  return found.map((document) => {
    const { rule, person, externalId: id, type, at, category, doneAt, fen } = schema.parse(document);
    if (type === 'receivable') return { rule, person, fact: { type, id, at, fen: fen ?? 0 } };
    const fact = {
      ...{ type, id, startedAt: at },
      ...(category === null ? {} : { category }),
      ...(doneAt === null ? {} : { doneAt }),
    };
    return { rule, person, fact };
  });
}

function wants(...types: FactType[]) {
  return (wanted: FactsWanted) => wanted.types.some((type) => types.includes(type));
}

function ofInstances({ rules, people, days }: FactsWanted): Filter<InstanceDocument> {
  return {
    'summary.rule': { $in: [...rules] },
    'summary.owner': { $in: [...people] },
    'summary.day': { $gte: days.from, $lte: days.to },
  };
}

function ofItems({ rules, people, instants }: FactsWanted): Filter<ItemDocument> {
  const within = instants === undefined ? {} : { at: { $gte: instants.from, $lte: instants.to } };
  return { person: { $in: [...people] }, rule: { $in: [...rules] }, ...within };
}

function projectionOf({ shape }: { shape: { summary: { shape: object } } & object }): Record<string, 1> {
  const fields = Object.keys(shape).filter((field) => field !== 'summary');
  const summary = Object.keys(shape.summary.shape).map((field) => `summary.${field}`);
  return Object.fromEntries([...fields, ...summary].map((field) => [field, 1]));
}
