import { z } from 'zod';
import { whole } from './fields.ts';
import { localDate } from '../calendar.ts';
import { fen } from '../money.ts';

/** A moment, ISO in UTC. What day it is, and what time, is worked out in the company's zone. */
const instant = z.iso.datetime();
const factId = z.string().trim().min(1).max(200).describe('Unique for its rule; sent twice, it counts once');
export const units = whole.min(1).max(1_000_000);
export const level = z
  .enum(['light', 'moderate', 'serious', 'critical'])
  .describe('How serious it was; can narrow the range of points');

/** What happened, of one person and for one rule, as far as rules look at it. */
export const factSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('units'),
      id: factId,
      at: instant.describe('When it happened'),
      acceptedAt: instant,
      units,
    })
    .describe('An accepted claim of occurrences or things counted'),
  z
    .strictObject({ type: z.literal('money'), id: factId, at: instant, acceptedAt: instant, fen })
    .describe('An accepted claim of money made or collected'),
  z
    .strictObject({
      type: z.literal('receivable'),
      id: factId,
      at: instant.describe('When it falls due'),
      fen,
    })
    .describe('Money that has to be collected'),
  z
    .strictObject({
      type: z.literal('submission'),
      id: factId,
      period: localDate.describe('The first day of the period that it is handed in for'),
      handedInAt: instant,
      outcome: z.enum(['waiting', 'accepted', 'rejected']),
    })
    .describe('What was handed in for a duty'),
  z
    .strictObject({
      type: z.literal('item'),
      id: factId,
      startedAt: instant,
      category: z.string().trim().min(1).max(60).optional().describe('Such as label goods'),
      doneAt: instant.optional(),
    })
    .describe('An order, an inquiry or a delivery'),
  z
    .strictObject({
      type: z.literal('decision'),
      id: factId,
      decidedAt: instant,
      points: whole,
      level: level.optional(),
    })
    .describe("A reviewer's choice of points"),
]);
export type Fact = z.output<typeof factSchema>;
export type FactType = Fact['type'];
export type FactOf<Type extends FactType> = Extract<Fact, { type: Type }>;

/** Whether one instant is after another, however many digits either is written with. */
export function isAfter(instant: string, other: string): boolean {
  return Date.parse(instant) > Date.parse(other);
}

function inOrderOfAcceptance(a: { acceptedAt: string; id: string }, b: { acceptedAt: string; id: string }) {
  return Date.parse(a.acceptedAt) - Date.parse(b.acceptedAt) || (a.id < b.id ? -1 : 1);
}

/**
 * Accepted claims in the order in which a running sum takes them: as they were accepted, so that one accepted late
 * for an early day never takes away what a claim before it was given.
 */
export function asAccepted<F extends { acceptedAt: string; id: string }>(facts: readonly F[]): F[] {
  return facts.toSorted(inOrderOfAcceptance);
}

/**
 * Each fact once. Of two with the same id one is taken, always the same one, whichever came first: that they say the
 * same is for whoever takes them in to see to.
 */
export function onceEach(facts: readonly Fact[]): Fact[] {
  const byId = new Map<string, Fact>();
  for (const fact of facts) {
    const key = `${fact.type} ${fact.id}`;
    const known = byId.get(key);
    if (known === undefined || JSON.stringify(fact) < JSON.stringify(known)) byId.set(key, fact);
  }
  return [...byId.values()];
}
