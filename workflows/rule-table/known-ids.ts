import { Ids } from './ids.ts';
import { idsOf, idsTakenOver, type KnownRules, type KnownTable } from './known-rules.ts';
import type { Preview, PreviewRow } from './preview.ts';
import { rulesByKeyResult } from './rule-set-of.ts';

/**
 * A preview in which everything that its department has already has the id that it has there, wherever in the table it
 * stands now; what is new has one that nothing ever had. `brought` are the ids that the table names itself.
 */
export function withKnownIds(preview: Preview, brought: readonly string[], known: KnownRules): Preview {
  const taken = idsTakenOver(tableIn(preview), brought, known);
  const tables = [known.published, known.draft].flatMap((table) => table ?? []);
  const ids = new Ids([preview.department.id, ...brought, ...tables.flatMap(idsOf)], known.isUsed);
  const places = [...idsOf(tableIn(preview)), ...preview.rows.flatMap(openIdIn)];
  const idAt = new Map(places.map((place) => [place, ids.of(taken.get(place), place)]));
  const renamed = <Part extends { id: string }>(part: Part) => ({
    ...part,
    id: idAt.get(part.id) ?? part.id,
  });
  return {
    ...preview,
    rows: preview.rows.map((row) => ({ ...row, became: becameWith(row.became, idAt) })),
    areas: preview.areas.map((area) => ({
      ...renamed(area),
      processes: area.processes.map((process) => ({
        ...renamed(process),
        keyResults: process.keyResults.map(renamed),
      })),
    })),
    projects: preview.projects.map((project) => ({
      ...project,
      area: idAt.get(project.area) ?? project.area,
    })),
  };
}

/** What a table says so far, in the form of a rule set; its ids are those of the places. */
function tableIn({ areas, rows }: Preview): KnownTable {
  const rulesOf = rulesByKeyResult(rows);
  return {
    areas: areas.map((area) => ({
      ...area,
      processes: area.processes.map((process) => ({
        ...process,
        keyResults: process.keyResults.map((keyResult) => ({
          ...keyResult,
          rules: rulesOf.get(keyResult.id) ?? [],
        })),
      })),
    })),
  };
}

/** The id of a rule in which something is missing. */
function openIdIn({ became }: PreviewRow): string[] {
  return became.kind === 'rule' && became.rule === undefined ? [became.id] : [];
}

function becameWith(became: PreviewRow['became'], idAt: ReadonlyMap<string, string>): PreviewRow['became'] {
  const at = (place: string) => idAt.get(place) ?? place;
  switch (became.kind) {
    case 'rule': {
      const { rule } = became;
      const id = at(became.id);
      const keyResult = at(became.keyResult);
      return { ...became, id, keyResult, ...(rule === undefined ? {} : { rule: { ...rule, id } }) };
    }
    case 'milestone':
      return { ...became, project: at(became.project) };
    case 'none': {
      const partOf = became.partOf === undefined ? undefined : idAt.get(became.partOf);
      return { kind: 'none', ...(partOf === undefined ? {} : { partOf }) };
    }
  }
}
