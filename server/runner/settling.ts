import { dayOf } from '../../workflows/calendar.ts';
import type { Entry } from '../../workflows/rules/settlement.ts';
import type { Rule } from '../../workflows/rules/rule.ts';
import type { Database } from '../store/database.ts';
import { SYSTEM } from '../store/documents.ts';
import { keepDefinition } from '../store/instances.ts';
import type { TallyDocument } from '../store/tallies.ts';
import type { Machines } from './machines.ts';
import { creation, record, settled, unchanged, type Change, type Loaded } from './steps.ts';

/** What the facts of a person, rule and period come to, worked out from the tally as it was read. */
export type Settling = {
  tally: TallyDocument;
  rule: Rule;
  ruleVersion: number;
  entries: Entry[];
  /** Progress that is due by now. */
  reached: number;
  target: number;
  /** When it has to be settled again, ISO in UTC. */
  settleAt: string | null;
};

type Context = { database: Database; machines: Machines; timeZone: string; now: string };

/** The step that posts the difference to what stands; null if nothing differs and there is nothing to post. */
export async function settleTally(
  { database, machines, timeZone, now }: Context,
  instance: string,
  loaded: Loaded | null,
  { tally, rule, ruleVersion, entries, reached, target, settleAt }: Settling,
): Promise<Change | null> {
  const definition = { kind: 'tally' as const, rule, version: ruleVersion };
  const { hash, workflow } = machines.ofDefinition(definition);
  const { person: owner, from, to } = tally;
  const change =
    loaded === null
      ? creation({
          instance,
          hash,
          workflow,
          input: { kind: 'tally', owner, timeZone, period: { from, to } },
          actor: SYSTEM,
          now,
          commandId: `tally/${instance}`,
          fingerprint: '',
        })
      : unchanged(loaded);
  const { document, state } = change.after;
  const at = now > document.updatedAt ? now : document.updatedAt;
  const event = { type: 'SETTLE' as const, entries, reached, target, today: dayOf(at, timeZone) };
  const step = state.take({ ...event, at });
  if (step === null) throw new Error(`tally ${tally._id} takes no settling`);
  if (step.effects.length === 0) return null;
  await keepDefinition(database, hash, definition);
  const commandId = `settle/${instance}/${document.version}`;
  const sent = { commandId, fingerprint: '', actor: SYSTEM, event, at, sum: null };
  const posted = settled(record(change, step, sent, now, machines));
  return { ...posted, tally: { before: tally, after: { ...tally, settleAt, version: tally.version + 1 } } };
}
