import type { AreaPart } from './outline.ts';
import type { Preview, PreviewArea, PreviewRow } from './preview.ts';
import { projectOf } from './project-area.ts';
import { asking, type Answers, type Asker, type Question } from './questions.ts';

/** An area that is a project: each row a milestone, and the project with what is wrong with it. */
export function readProject(
  part: AreaPart,
  area: PreviewArea,
  weights: readonly (number | null)[],
  { start, answers }: { start: string; answers: Answers },
  ask: Asker,
): { area: PreviewArea; rows: PreviewRow[]; project: Preview['projects'][number] } {
  const asked = new Map<number, Question[]>();
  const { definition, milestones, faults } = projectOf(part, area.name, weights, start, ask, (line) => {
    const stage = asking(answers, `l${line}p1`, `rows.${line}.1`);
    asked.set(line, stage.questions);
    return stage;
  });
  const shown = area.processes.flatMap((process) =>
    process.keyResults.map((keyResult) => ({ process: process.name, keyResult })),
  );
  const keyResults = part.inner.flatMap((process) => process.inner);
  const rows = keyResults.flatMap(({ inner }, index) =>
    inner.map((row): PreviewRow => {
      const milestone = milestones[index];
      const questions = asked.get(row.line) ?? [];
      return {
        line: row.line,
        part: 1,
        area: area.name,
        process: shown[index]?.process ?? '',
        keyResult: shown[index]?.keyResult.name ?? '',
        weight: weights[index] ?? null,
        criterion: row.criterion,
        points: row.points,
        became: { kind: 'milestone', project: area.id, ...(milestone === undefined ? {} : { milestone }) },
        certainty: milestone === undefined ? 'unsure' : 'likely',
        questions,
        faults: [],
      };
    }),
  );
  const isAsked = [...asked.values()].some((questions) => questions.some(({ given }) => given === undefined));
  return {
    area: {
      ...area,
      questions: [...ask.questions, ...area.questions.filter(({ code }) => code === 'weight')],
    },
    rows,
    project: {
      area: area.id,
      ...(definition === undefined ? {} : { definition }),
      faults: isAsked || area.faults.length > 0 ? [] : faults,
    },
  };
}
