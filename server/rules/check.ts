import type { RuleSetDraft } from '../../workflows/rules/draft.ts';
import { ruleSetSchema, type RuleSet } from '../../workflows/rules/rule-set.ts';
import type { FaultAt } from '../errors.ts';
import { faultsOf } from '../faults.ts';
import type { RuleBook } from '../store/rule-book.ts';

/** What a draft comes to: a rule set that can be published, or everything that has to be mended before. */
export type Checked = { ruleSet: RuleSet | null; faults: FaultAt[] };

/**
 * Holds a draft against the rules of rule sets, and against what the other departments have published: an area and a
 * rule belong to one department for ever, because positions, claims and entries know them by their ids.
 */
export function checkDraft(draft: RuleSetDraft, department: string, book: RuleBook): Checked {
  const parsed = ruleSetSchema.safeParse(draft);
  const faults = parsed.success ? [] : faultsOf(parsed.error, draft, 0);
  if (draft.department.id !== department) {
    faults.push({ path: 'department.id', code: 'department_differs', params: { department } });
  }
  faults.push(...takenIds(draft, department, book));
  return { ruleSet: parsed.success && faults.length === 0 ? parsed.data : null, faults };
}

function takenIds({ areas }: RuleSetDraft, department: string, book: RuleBook): FaultAt[] {
  const ids = areas.flatMap((area, a) => [
    { id: area.id, path: `areas.${a}.id` },
    ...area.processes.flatMap(({ keyResults }, p) =>
      keyResults.flatMap(({ rules }, k) =>
        rules.map(({ id }, r) => ({
          id,
          path: `areas.${a}.processes.${p}.keyResults.${k}.rules.${r}.id`,
        })),
      ),
    ),
  ]);
  return ids.flatMap(({ id, path }) => {
    const other = book.departmentOf(id);
    if (other === undefined || other === department) return [];
    const name = book.published(other)[0]?.ruleSet.department.name ?? other;
    return [{ path, code: 'rule_id_taken', params: { id, department: name } }];
  });
}
