import { setTimeout as pause } from 'node:timers/promises';
import map from 'p-map';
import type { DutyDefinition } from '../../workflows/rule-definition.ts';
import type { Days } from '../../workflows/working-days.ts';
import type { Database } from '../store/database.ts';
import { dutyInstanceSchema, SYSTEM, type DutyInstance, type PlanDocument } from '../store/documents.ts';
import { DUTY } from '../store/database.ts';
import { findExistingDuties } from '../store/duties.ts';
import { keepDefinition } from '../store/instances.ts';
import { AlreadyThere, writePlan } from '../store/journal.ts';
import { isPassing } from '../store/passing-errors.ts';
import type { Machines } from './machines.ts';
import { beginning, instanceIdOf } from './steps.ts';

const GROUP = 1_000;
/** Groups that are written at once: MongoDB takes the next while the disk confirms the one before. */
const AT_ONCE = 2;
const MAX_ATTEMPTS = 10;
const PAUSE_MS = 50;

/** Who owes a duty of one rule in one period, and who accepts it. */
export type DutyPlan = {
  definition: DutyDefinition;
  period: Days;
  due: string;
  people: { owner: string; leader: string }[];
};

type Context = { database: Database; machines: Machines; timeZone: string; now: string };

/** The id of a duty: one person owes a rule once in a period, whatever version of the rule holds. */
export function dutyIdOf(rule: string, owner: string, from: string): string {
  return `${DUTY}${instanceIdOf(`${rule}/${owner}/${from}`)}`;
}

/**
 * Makes the duties of a plan that are not there yet, in groups of a thousand; returns how many they were. Two that
 * plan the same at once make one duty: whoever comes second looks again.
 */
export async function planDuties(context: Context, plan: DutyPlan): Promise<number> {
  const { database, machines } = context;
  const { hash } = machines.ofDefinition(plan.definition);
  await keepDefinition(database, hash, plan.definition);
  const groups: DutyPlan['people'][] = [];
  for (let start = 0; start < plan.people.length; start += GROUP) {
    groups.push(plan.people.slice(start, start + GROUP));
  }
  const made = await map(groups, (people) => planGroup(context, { ...plan, people }), {
    concurrency: AT_ONCE,
  });
  return made.reduce((sum, count) => sum + count, 0);
}

async function planGroup(context: Context, plan: DutyPlan): Promise<number> {
  const { rule } = plan.definition;
  for (let attempt = 1; ; attempt += 1) {
    const wanted = plan.people.map((person) => ({
      ...person,
      instance: dutyIdOf(rule.id, person.owner, plan.period.from),
    }));
    const there = await findExistingDuties(
      context.database,
      wanted.map(({ instance }) => instance),
    );
    const missing = wanted.filter(({ instance }) => !there.has(instance));
    const [first] = missing;
    if (first === undefined) return 0;
    try {
      const { document, duties } = dutiesOf(context, plan, { ...first, people: missing });
      await writePlan(context.database, document, duties);
      return duties.length;
    } catch (error) {
      const passes = error instanceof AlreadyThere || isPassing(error);
      if (!passes || attempt === MAX_ATTEMPTS) throw error;
      await pause(PAUSE_MS * attempt);
    }
  }
}

type Planned = { instance: string; owner: string; leader: string };

/** The plan and its duties: the machine is asked once, because all that differs is whose they are. */
function dutiesOf(
  { machines, timeZone, now }: Context,
  { definition, period, due }: DutyPlan,
  { instance, owner, leader, people }: Planned & { people: Planned[] },
): { document: PlanDocument; duties: DutyInstance[] } {
  const { hash, workflow } = machines.ofDefinition(definition);
  const input = { kind: 'duty' as const, owner, leader, timeZone, period, due };
  const origin = { instance, hash, workflow, input, actor: SYSTEM, now, plan: instance };
  const model = dutyInstanceSchema.parse(beginning(origin).after.document);
  return {
    document: { _id: instance, definition: hash, timeZone, period, due, at: now, people },
    duties: people.map((person) => dutyFor(person, model)),
  };
}

/** The duty of somebody else, as it begins. */
export function dutyFor({ instance, owner, leader }: Planned, model: DutyInstance): DutyInstance {
  const { snapshot, summary } = model;
  return {
    ...model,
    _id: instance,
    snapshot: { ...snapshot, context: { ...snapshot.context, owner, leader } },
    summary: { ...summary, owner, leader, tasks: summary.tasks.map((task) => ({ ...task, person: owner })) },
  };
}
