import type { z } from 'zod';
import type { newRuleDraftSchema } from '../contract/rules.ts';
import { ruleSetDraftSchema, type RuleSetDraft } from '../../workflows/rules/draft.ts';
import { Refusal } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { dropDraft, findDraft, keepDraft } from '../store/rule-drafts.ts';
import type { RuleDraftDocument } from '../store/rule-documents.ts';
import { newestRuleBook } from '../store/rule-book.ts';

/** Who writes, and when, ISO in UTC. */
type Writer = { savedBy: string; savedAt: string };

/** The draft of a department. Throws a Refusal if there is none. */
export async function requireDraft(database: Database, department: string): Promise<RuleDraftDocument> {
  const draft = await findDraft(database, department);
  if (draft === null) throw new Refusal('unknown_rule_draft');
  return draft;
}

/** Begins the next rule set of a department, or the first one of a new one. */
export async function beginDraft(
  database: Database,
  department: string,
  start: z.output<typeof newRuleDraftSchema>,
  writer: Writer,
): Promise<RuleDraftDocument> {
  const { base, ruleSet } =
    start.from === 'empty'
      ? { base: null, ruleSet: emptyRuleSet(department, start.name) }
      : await published(database, department, start.number);
  const draft = await keepDraft(database, { department, base, ruleSet, ...writer }, null);
  if (draft === null) throw new Refusal('rule_draft_exists');
  return draft;
}

function emptyRuleSet(id: string, name: string): RuleSetDraft {
  return { kind: 'rules', department: { id, name }, areas: [] };
}

async function published(database: Database, department: string, number: number | undefined) {
  const sets = (await newestRuleBook(database)).published(department);
  const found = number === undefined ? sets[0] : sets.find((set) => set.number === number);
  if (found === undefined) throw new Refusal('unknown_rule_set');
  return { base: found.number, ruleSet: ruleSetDraftSchema.parse(found.ruleSet) };
}

/** Keeps a draft as somebody has changed it, valid or not, if they saw how it stands. */
export async function changeDraft(
  database: Database,
  department: string,
  { version, ruleSet }: { version: number; ruleSet: RuleSetDraft },
  writer: Writer,
): Promise<RuleDraftDocument> {
  const { base } = await requireDraft(database, department);
  const kept = await keepDraft(database, { department, base, ruleSet, ...writer }, version);
  if (kept === null) throw new Refusal('stale');
  return kept;
}

export async function discardDraft(database: Database, department: string): Promise<void> {
  if (!(await dropDraft(database, department))) throw new Refusal('unknown_rule_draft');
}
