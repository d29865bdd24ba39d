import { randomUUID } from 'node:crypto';
import { isWithin, isWorkingDay, addDays, eachDay } from '../../../workflows/working-days.ts';
import type { Command } from '../../../workflows/events.ts';
import type { ClaimFact } from '../../../workflows/rules/claim-fact.ts';
import { claimRuleSchema } from '../../../workflows/rule-definition.ts';
import type { Rule } from '../../../workflows/rules/rule.ts';
import { peopleByName } from '../../../server/items/read-item.ts';
import { takeIn } from '../../../server/items/take-in.ts';
import { readCalendar } from '../../../server/store/calendar.ts';
import { readCompanyRules } from '../../../server/store/company-rules.ts';
import { createDirectory } from '../../../server/store/directory.ts';
import { newestRuleBook, type RuleBook } from '../../../server/store/rule-book.ts';
import { evidence } from '../../support/company.ts';
import { at, boss, FIRST, LAST, staff, yearOfSixty, type Year } from './company.ts';
import type { Days, Happened } from './naive.ts';

/** Everything that happens follows from this number. */
const SEED = 20_260_101;
/** The last days settle what the year has left open. */
const UNTIL = '2027-01-12';
const AT_ONCE = 60;
const submitWork: Command = { type: 'SUBMIT_WORK', evidence };

let year: Year;
let book: RuleBook;
let days: Days;
const happened: Happened[] = [];
const random = randomFrom(SEED);
const chance = (share: number) => random() < share;
const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)];

/** A year that is over: what happened in it, and where it is kept. */
export type Lived = {
  year: Year;
  book: RuleBook;
  days: Days;
  happened: readonly Happened[];
  isThere(person: string, area: string, day: string): boolean;
};

/** Lives through the year once, day by day; the same each time. */
export async function liveTheYear(): Promise<Lived> {
  year = await yearOfSixty();
  book = await newestRuleBook(year.database);
  const calendar = await readCalendar(year.database);
  const all = eachDay({ from: FIRST, to: '2027-02-28' });
  days = { workingDays: new Set(all.filter((day) => isWorkingDay(day, calendar))) };
  await liveEachDay();
  return { year, book, days, happened, isThere };
}

/** Whether somebody has an area on a day, straight from what was entered. */
function isThere(person: string, area: string, day: string): boolean {
  const away = year.absences.some((absence) => absence.person === person && isWithin(day, absence));
  const has = year.assignments.some(
    ({ person: who, position, from, to }) =>
      who === person &&
      isWithin(day, { from, to: to ?? undefined }) &&
      year.areas.get(position)?.includes(area) === true,
  );
  return has && !away;
}

/** What waits for the reviewer, and what is thought of it. */
type Waiting = { instance: string; events: Command[] };
let waiting: Waiting[] = [];

async function liveEachDay(): Promise<void> {
  for (const day of eachDay({ from: FIRST, to: UNTIL })) {
    year.clock.set(at(day, '00:00:01'));
    await closeAll();
    await year.plan();
    await year.settle();
    year.clock.set(at(day, '09:00:00'));
    await decideAll();
    if (day <= LAST) {
      year.clock.set(at(day, '15:00:00'));
      await together(() => claimsOf(day));
      await handIn(day, 0.6);
      await enterItems(day);
      year.clock.set(at(day, '22:00:00'));
      await handIn(day, 0.5);
    }
    if (day.endsWith('-28')) await year.rollUp();
  }
  year.clock.set(at(UNTIL, '23:00:00'));
  await closeAll();
  await decideAll();
  await year.settle();
}

async function closeAll(): Promise<void> {
  while ((await year.runner.closeDuties()) > 0);
}

async function together(work: () => (() => Promise<void>)[]): Promise<void> {
  const all = work();
  for (let start = 0; start < all.length; start += AT_ONCE) {
    await Promise.all(all.slice(start, start + AT_ONCE).map((one) => one()));
  }
}

async function decideAll(): Promise<void> {
  const some = waiting;
  waiting = [];
  await together(() =>
    some.map(({ instance, events }) => async () => {
      for (const event of events) await year.send(instance, boss, event);
    }),
  );
}

/** Hands in part of what is due today and still open; nine of ten are accepted the next morning. */
async function handIn(day: string, share: number): Promise<void> {
  const due = await year.database.duties
    .find({
      nextTimerAt: { $gte: year.clock.now().toISOString(), $lte: at(day, '23:59:59.999') },
      'summary.state': 'due',
    })
    .project<{ _id: string; summary: { rule: string; owner: string } }>({ summary: 1 })
    .sort({ _id: 1 })
    .toArray();
  await together(() =>
    due
      .filter(() => chance(share))
      .map(({ _id, summary: { rule, owner: person } }) => {
        const accepted = chance(0.9);
        happened.push({ what: 'duty', rule, person, inTime: true, accepted });
        const comment: Command = { type: 'ACCEPT_WORK', comment: '' };
        waiting.push({
          instance: _id,
          events: [accepted ? comment : { type: 'REJECT_WORK', reason: '内容不符' }],
        });
        return async () => void (await year.send(_id, { id: person, roles: ['member'] }, submitWork));
      }),
  );
}

const claimable = () =>
  book.rules.flatMap((id) =>
    book.versionsOf(id).flatMap(({ rule, version, area }) => {
      const parsed = claimRuleSchema.safeParse(rule);
      return parsed.success ? [{ rule: parsed.data, version, area }] : [];
    }),
  );

/** Today's claims, some for an earlier day; most are accepted, a few of those are reversed later. */
function claimsOf(day: string): (() => Promise<void>)[] {
  const rules = claimable();
  return staff.flatMap((person) => {
    if (!chance(0.25)) return [];
    const on = addDays(day, -Math.floor(random() * 6));
    const open = rules.filter(
      ({ rule, area }) =>
        on >= FIRST &&
        isThere(person, area, on) &&
        (rule.kind !== 'count' || rule.period?.every !== 'once' || isWithin(on, rule.period)),
    );
    const chosen = pick(open);
    return chosen === undefined ? [] : [claim(person, on, chosen)];
  });
}

function claim(
  person: string,
  day: string,
  { rule, version }: ReturnType<typeof claimable>[number],
): () => Promise<void> {
  const { fact, size } = factOf(rule, day);
  const fate = random();
  const counts = fate < 0.8;
  happened.push({ what: 'claim', rule: rule.id, person, day, size, counts });
  const accept: Command = {
    type: 'ACCEPT_WORK',
    comment: '',
    ...(rule.kind === 'severity' ? { points: size } : {}),
  };
  const reject: Command = { type: 'REJECT_WORK', reason: '没有依据' };
  const reverse: Command = { type: 'REVERSE_WORK', reason: '重复计算' };
  const events = counts ? [accept] : fate < 0.9 ? [accept, reverse] : [reject];
  return async () => {
    const { instance } = await year.runner.claim({
      commandId: randomUUID(),
      actor: { id: person, roles: ['member'] },
      definition: { kind: 'claim', rule, version },
      input: { owner: person, leader: boss.id, externalId: null, fact },
      evidence,
    });
    waiting.push({ instance, events });
  };
}

function factOf(rule: Rule, day: string): { fact: ClaimFact; size: number } {
  if (rule.kind === 'severity') {
    const size = -50 - Math.floor(random() * 951);
    return { fact: { type: 'decision', day }, size };
  }
  const isMoney = rule.kind === 'amount' || (rule.kind === 'target' && rule.goal.of !== 'units');
  const most = rule.kind === 'target' ? 20_000_000 : isMoney ? 700_000 : 9;
  const size = 1 + Math.floor(random() * most);
  return isMoney
    ? { fact: { type: 'money', day, fen: size }, size }
    : { fact: { type: 'units', day, units: size }, size };
}

/** Orders, inquiries, deliveries and receivables: taken in as one batch, each done in time or not. */
async function enterItems(day: string): Promise<void> {
  const before = addDays(day, -4);
  const isOpen = before >= FIRST && days.workingDays.has(before);
  const inputs = staff.flatMap((person, index) => {
    const inputs: unknown[] = [];
    const item = (rule: string, started: string, done: string, category?: string) => {
      const externalId = `${rule}-${day}-${index}`;
      inputs.push({
        rule,
        externalId,
        person,
        startedAt: started,
        doneAt: done,
        ...(category && { category }),
      });
      const moment = (local: string) => at(local.slice(0, 10), local.slice(11));
      const label = category !== undefined;
      happened.push({ what: 'item', rule, person, started: moment(started), done: moment(done), label });
    };
    if (isOpen && isThere(person, 'purchasing', before) && chance(0.5)) {
      const hour = pick(['09:00:00', '16:30:00', '16:30:01', '17:10:00']) ?? '';
      const done = `${addDays(before, Math.floor(random() * 3))}T${hour > '16:30:00' ? '11:59:00' : '18:00:00'}`;
      const started = `${before}T${hour}`;
      const shipped = done > started ? done : `${before}T23:59:59`;
      item('purchasing_shipping', started, shipped, chance(0.2) ? '标签产品' : undefined);
    }
    if (isOpen && isThere(person, 'prompt_replies', before) && chance(0.4)) {
      item('replies_of_day', `${before}T10:00:00`, `${before}T10:${chance(0.2) ? '31' : '30'}:00`);
    }
    if (day === '2026-07-24' && isThere(person, 'delivery_follow_up', '2026-07-20')) {
      item('delivery_product_a_in_time', '2026-06-01T09:00:00', `2026-07-${18 + (index % 5)}T20:00:00`);
    }
    if (day === '2026-09-03' && isThere(person, 'delivery_follow_up', '2026-08-30')) {
      item('delivery_product_b_in_time', '2026-06-01T09:00:00', `2026-08-${28 + (index % 3)}T20:00:00`);
    }
    if (isThere(person, 'collections', day) && chance(0.06)) {
      const fen = 1 + Math.floor(random() * 15_000_000);
      inputs.push({
        rule: 'collections_target',
        externalId: `bill-${day}-${index}`,
        person,
        dueAt: day,
        fen,
      });
      happened.push({ what: 'receivable', rule: 'collections_target', person, day, fen });
    }
    return inputs;
  });
  if (inputs.length === 0) return;
  const { people } = await createDirectory(year.database).read();
  const against = {
    rules: await readCompanyRules(year.database),
    people: peopleByName(people),
    by: boss.id,
    sight: { all: true as const },
    now: year.clock.now().toISOString(),
  };
  const lines = inputs.map((input, index) => ({ path: `items.${index}`, number: index + 1, input }));
  await takeIn(year.database, lines, against);
}

/** The same numbers from the same seed, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
