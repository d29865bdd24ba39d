import map from 'p-map';
import type { Logger } from 'pino';
import { factsTakenBy, settle } from '../../workflows/rules/index.ts';
import { countedInstants, versionOf } from '../../workflows/rules/item-period.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { Progress } from '../../workflows/rules/settlement.ts';
import type { Clock } from '../clock.ts';
import type { Runner } from '../runner/index.ts';
import { createPlacing } from './placing.ts';
import { readCompanyRules, type CompanyRules } from '../store/company-rules.ts';
import type { Database } from '../store/database.ts';
import { readFacts, type Facts, type FactsWanted } from '../store/facts.ts';
import { findUnsettled, postponeSettling, type TallyDocument } from '../store/tallies.ts';

const BATCH = 200;
const AT_ONCE = 32;
const PAUSE_MS = 60_000;

type Options = { database: Database; runner: Pick<Runner, 'settle'>; clock: Clock; log: Logger };
type Order = Parameters<Runner['settle']>[0];

/**
 * Settles the tallies whose moment has come: posts what their facts come to now and says when to look again. Any
 * number of workers can do it at once: who was overtaken, by another worker or by a new fact, reads again next time.
 */
export function createSettling({ database, runner, clock, log }: Options): () => Promise<void> {
  async function settleBatch(tallies: readonly TallyDocument[], at: string): Promise<void> {
    const rules = await readCompanyRules(database);
    const facts = await readFacts(database, wantedBy(tallies, rules), rules.calendar);
    await map(tallies, (tally) => carryOut(tally, facts, rules, at), { concurrency: AT_ONCE });
  }

  /** One that fails waits for a while, so that it does not keep others waiting; one that has moved comes at once. */
  async function carryOut(
    tally: TallyDocument,
    facts: Facts,
    rules: CompanyRules,
    at: string,
  ): Promise<void> {
    try {
      const order = orderFor(tally, facts, rules, at);
      if (order !== undefined) await runner.settle(order);
      await postponeSettling(database, tally, order?.settleAt ?? null);
    } catch (error) {
      log.warn({ error, tally: tally._id }, 'a tally could not be settled; it comes again');
      await postponeSettling(database, tally, new Date(Date.parse(at) + PAUSE_MS).toISOString());
    }
  }

  const place = createPlacing({ database, clock });
  return async () => {
    await place();
    for (;;) {
      const at = clock.now().toISOString();
      const tallies = await findUnsettled(database, at, BATCH);
      if (tallies.length > 0) await settleBatch(tallies, at);
      if (tallies.length < BATCH) return;
    }
  };
}

function wantedBy(tallies: readonly TallyDocument[], { book, calendar }: CompanyRules): FactsWanted[] {
  return tallies.flatMap(({ rule: id, person, from, to }) => {
    const rule = versionOf(book.versionsOf(id), { from, to })?.rule;
    if (rule === undefined) return [];
    const days = { from, to };
    const types = factsTakenBy(rule);
    return [{ rules: [id], people: [person], types, days, instants: countedInstants(rule, days, calendar) }];
  });
}

/** What has to be posted; nothing if there is no such rule in that period. */
function orderFor(
  tally: TallyDocument,
  facts: Facts,
  { book, staffing, calendar }: CompanyRules,
  at: string,
): Order | undefined {
  const { rule: id, person, from, to } = tally;
  const inForce = versionOf(book.versionsOf(id), { from, to });
  if (inForce === undefined) return undefined;
  const { rule, version } = inForce;
  const taken = factsTakenBy(rule);
  const { entries, progress, holdsUntil } = settle(rule, {
    person,
    version,
    facts: facts.of(id, person).filter((fact) => taken.includes(fact.type)),
    during: { from, to },
    present: staffing.presence(person, inForce.area),
    at,
    calendar,
  });
  return {
    tally,
    rule,
    ruleVersion: version,
    entries: givesPointsHere(rule) ? entries : [],
    ...dueOf(progress),
    settleAt: holdsUntil === undefined ? null : new Date(Date.parse(holdsUntil) + 1).toISOString(),
  };
}

/** Whether the points of a rule come when it is settled; those of the others came with each acceptance. */
function givesPointsHere(rule: Rule): boolean {
  switch (rule.kind) {
    case 'sla':
    case 'proportional':
      return true;
    case 'target':
      return rule.goal.of === 'receivables';
    case 'duty':
    case 'count':
    case 'amount':
    case 'severity':
      return false;
  }
}

/** What is due so far; no period counts for more than its target. */
function dueOf(progress: readonly Progress[]): { reached: number; target: number } {
  const due = progress.filter((period) => period.due);
  return {
    reached: due.reduce((sum, period) => sum + Math.min(period.reached, period.target), 0),
    target: due.reduce((sum, period) => sum + period.target, 0),
  };
}
