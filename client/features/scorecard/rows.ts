import type { RuleResult, ScorecardView } from '../../lib/api.ts';

type Area = ScorecardView['areas'][number];
type Process = Area['processes'][number];
type KeyResult = Process['keyResults'][number];

/** A line of the table with the cells that begin in it; a cell reaches over so many lines. */
export type Row = {
  result: RuleResult;
  process?: { name: string; lines: number };
  keyResult?: { of: KeyResult; lines: number };
};

/** The lines of an area, one for each rule. */
export function rowsOf({ processes }: Area): Row[] {
  return processes.flatMap((process) => {
    const lines = process.keyResults.reduce((sum, { rules }) => sum + rules.length, 0);
    return process.keyResults.flatMap((keyResult, k) =>
      keyResult.rules.map((result, r): Row => ({
        result,
        ...(k === 0 && r === 0 ? { process: { name: process.name, lines } } : {}),
        ...(r === 0 ? { keyResult: { of: keyResult, lines: keyResult.rules.length } } : {}),
      })),
    );
  });
}
